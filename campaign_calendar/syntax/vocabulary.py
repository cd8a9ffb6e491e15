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
# The keys that hold lists of single values, and those that an item of a list of mappings may have.
LISTS = _words("area between dates events except for geo languages notes on speakers tags")
ITEMS = {
    "changes": _words(
        """
        start end time status status_note title venue online registration speakers organiser audience attendance image
        attachments links notes outcome description
        """
    ),
    "links": _words("url title"),
    "follow": _words("url title"),
    "sources": _words("url title"),
    "attachments": _words("file title"),
    "holidays": _words("date name area"),
    "phases": _words("id name starts ends area expects entry color notes accept"),
    "levels": _words("id name"),
    "tags": _words("id name"),
    "retired": _words("event phase area tag note on to why"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`fields` of all files, those of them that stand below others, and the codes of the campaign's languages, which
    stand below texts, in their order."""

    fields: frozenset[str]
    inner: frozenset[str]
    in_order: tuple[str, ...]

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.in_order)

    @property
    def known(self) -> frozenset[str]:
        return self.fields | self.languages

    @property
    def below(self) -> frozenset[str]:
        return self.inner | self.languages


@cache
def vocabulary(languages: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(FIELDS, INNER, languages)
