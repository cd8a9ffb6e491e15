"""The keys that content files have: only by these is a line that has lost its colon told from a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A test holds these to the tables of fields. INNER stand below other keys.
INNER = _words("name address geo url phone email text attended every until count dates credit file")
FIELDS = INNER | _words(
    """
    accept alt area areas at_least attachments attendance audience between cancelled cards changes clash color
    contacts_in_feeds country coverage date days default_duration description double doubled draft edit end ends entry
    event events except expects feeds follow for holiday holidays id image languages level levels links locales note
    notes offline on online organiser outcome personal phase phases picture public_holidays registration renamed
    repeat retired share sources speakers start starts status status_note step subdivision summary tag tags time
    timezone title to translation uid_domain updated venue why window
    """
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`fields` of all files, those of them that stand below others, and the codes of the campaign's languages, which
    stand below texts."""

    fields: frozenset[str]
    inner: frozenset[str]
    languages: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        return self.fields | self.languages

    @property
    def below(self) -> frozenset[str]:
        return self.inner | self.languages


@cache
def vocabulary(languages: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(FIELDS, INNER, frozenset(languages))
