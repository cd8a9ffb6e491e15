"""What the plan hands to render: one file of the site, with exactly the data that it is made from."""

from __future__ import annotations

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
