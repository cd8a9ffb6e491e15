"""What the plan hands to render: one file of the site, with exactly the data that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Output:
    """`path` within the output folder; `kind` a key of the registry; `data` frozen, plain and whole.
    `changed`: the modification time that the file must carry, where that is not the moment it was written."""

    path: str
    kind: str
    data: Any
    changed: datetime | None = None


class Later(Output):
    """An output whose data is made once somebody asks for it: a preview of a thousand pages shows one."""

    def __init__(self, path: str, kind: str, make: Callable[[], Any]) -> None:
        self.__dict__.update(path=path, kind=kind, changed=None, make=make)

    def __getattr__(self, name: str) -> Any:
        """Called only for what is not there yet."""
        if name != "data":
            raise AttributeError(name)
        self.__dict__["data"] = self.__dict__.pop("make")()
        return self.data
