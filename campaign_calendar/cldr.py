"""CLDR's locales, as Babel has them, each with data of its own.

Babel lets locales share the parts that they inherit, and writes into these what it finds by way of an alias: so the
first language that asks for the names of weekdays can give its own to another one (Babel 2.18). Which it is would
depend on the order of questions.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from copy import deepcopy
from functools import cache
from typing import Any

import babel
from babel import localedata


class Locale(babel.Locale):
    @classmethod
    def named(cls, name: str) -> Locale:
        """The locale of a name such as hi_IN, or of a language's code. Raises UnknownLocaleError or ValueError."""
        found = cls.parse(name.replace("-", "_"))
        assert isinstance(found, cls)
        return found

    @property
    def _data(self) -> localedata.LocaleDataDict:
        return _unshared(str(self))


def locales(languages: Iterable[str]) -> list[Locale]:
    """Those of the languages that CLDR knows."""
    found = []
    for language in languages:
        try:
            found.append(Locale.named(language))
        except (babel.UnknownLocaleError, ValueError):
            continue
    return found


@cache
def _unshared(name: str) -> localedata.LocaleDataDict:
    """Read from the disk, for what was read before may have been written into by somebody else."""
    with localedata._cache_lock:
        kept = dict(localedata._cache)
        localedata._cache.clear()
        data: MutableMapping[str | int | None, Any] = deepcopy(localedata.load(name))  # type: ignore[arg-type]
        localedata._cache.clear()
        localedata._cache.update(kept)
    return localedata.LocaleDataDict(data)
