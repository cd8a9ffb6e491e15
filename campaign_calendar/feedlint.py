"""The octets of a finished feed in, its faults out: what RFC 5545, RFC 7986 and our stricter rules forbid.

It shares nothing with the writer of feeds, so that neither can hide the other's error. One malformed line
empties a whole subscription in several clients, hence no fault is minor.

A feed has one shape, and is cut at its BEGIN lines into pieces that follow each other as `_NEXT` says:

    VCALENDAR (VTIMEZONE (STANDARD | DAYLIGHT)+)* VEVENT+
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    line: int  # physical, from 1: the property's first one, or BEGIN where something is missing or misplaced
    rule: str  # in kebab case: "line-too-long", "uid-missing"
    detail: str  # the offending value, shortened; "" where there is none


_Found = tuple[int, str, str]  # offset in octets, rule, detail
_Shape = tuple[int, bytes, bytes]  # offset of a piece, its component's name, what follows its first END:
# Offset of an event, its UID, its RECURRENCE-ID with parameters ("" for a master), the parameters of DTSTART.
_Event = tuple[int, bytes, bytes, bytes]


class _Component(NamedTuple):
    forms: Mapping[bytes, re.Pattern[bytes]]  # property → its whole line, unfolded
    required: frozenset[bytes]
    sense: Callable[[list[bytes], Mapping[bytes, int]], Iterator[tuple[int, str]]]


def lint(feed: bytes, sound: set[bytes]) -> list[Fault]:
    """The faults of one feed, in the order of its lines.

    `sound` holds the VEVENTs (their octets) already found faultless. Calls share it and add to it, so that an
    event which stands in many feeds is examined once. Each step presupposes the one before, and is left out
    where that has found something: octets, lines, what the lines say together, what the events do.
    """
    body, closed, rest = feed.rpartition(b"\r\nEND:VCALENDAR")
    pieces = (body if closed else feed.removesuffix(b"\r\n")).split(_BEGIN)
    found = _octets(pieces[0]) or [*_walk(pieces, sound), *_ending(feed, closed, rest)]
    return list(_located(feed, found))


def _walk(pieces: list[bytes], sound: set[bytes]) -> list[_Found]:
    """The faults of each piece and of their order; where there are none, those of the events as a set."""
    found: list[_Found] = []
    offset = 0
    shapes: list[_Shape] = []
    events: list[_Event] = []
    zones: list[bytes] = []
    for piece in pieces:
        if piece in sound:
            name = after = b"VEVENT"
            events.append(_event(offset, piece))
        else:
            text = piece.replace(b"\r\n ", b"")
            content, _, after = text.partition(b"\r\nEND:")
            name, *lines = content.split(b"\r\n")
            faults = _octets(piece) or _lines(piece, name, lines)
            found.extend((offset + place, rule, detail) for place, rule, detail in faults)
            if name == b"VEVENT":
                events.append(_event(offset, text))
                # The shortcut above does not unfold; an event for which that matters stays on the long way.
                if after == name and not faults and _event(offset, piece) == events[-1]:
                    sound.add(piece)
            elif name == b"VTIMEZONE":
                zones.extend(line.removeprefix(b"TZID:") for line in lines[:1])
        shapes.append((offset, name, after))
        offset += len(piece) + len(_BEGIN)
    found.extend(_order(shapes))
    return found or list(_kinship(events, zones))


def _order(shapes: list[_Shape]) -> Iterator[_Found]:
    allowed = _FIRST
    for offset, name, after in shapes:
        if name not in allowed:
            yield offset, "component-misplaced", _short(name)
        elif (name, after) not in _NEXT:
            yield offset, "end-misplaced" if after else "component-unclosed", _short(after or name)
        allowed = _NEXT.get((name, after), _TOP)


def _ending(feed: bytes, closed: bytes, rest: bytes) -> Iterator[_Found]:
    """Nothing but one CRLF may follow END:VCALENDAR."""
    if not closed:
        yield len(feed), "calendar-unclosed", ""
    elif not rest:
        yield len(feed), "final-line-end", ""
    elif rest != b"\r\n":
        yield len(feed) - len(rest.removeprefix(b"\r\n")), "after-calendar", _short(rest)


def _located(feed: bytes, found: Iterable[_Found]) -> Iterator[Fault]:
    """Offsets become lines in one pass, however many faults there are."""
    line, counted = 1, 0
    for offset, rule, detail in sorted(found):
        line += feed.count(b"\n", counted, offset)
        counted = offset
        yield Fault(line, rule, detail)


def _short(value: bytes) -> str:
    text = value.decode("utf-8", "backslashreplace")[:60]
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


# --- octets: RFC 5545 3.1 ---

# Each line: 1 to 75 octets without controls; a continuation holds more than its space.
_CLEAN = re.compile(rb"(?:(?:\A|\r\n(?! \r))[\t -~\x80-\xff]{1,75}+)*+")
# Where a closer look is due: one search for a few rare octets costs less than those of `_OCTETS`.
_SUSPECT = re.compile(rb"\xe2\x80[\xa8\xa9]|\xc2\x85|\xef\xbb\xbf|\\\r\n")
_OCTETS = {
    "line-end": re.compile(rb"\r(?!\n)|(?<!\r)\n"),
    "blank-line": re.compile(rb"\A\r\n|(?<=\r\n) ?\r\n"),
    "line-too-long": re.compile(rb"[^\r\n]{76}"),
    "control-character": re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
    "line-separator": re.compile(rb"\xe2\x80[\xa8\xa9]|\xc2\x85"),  # legal, but some readers end a line there
    "byte-order-mark": re.compile(rb"\xef\xbb\xbf"),
    "fold-in-escape": re.compile(rb"(?<!\\)(?:\\\\)*\\\r\n "),  # legal, but some readers unescape first
}


def _octets(piece: bytes) -> list[_Found]:
    """The first fault of each kind among the octets of a piece."""
    found: list[_Found] = []
    try:
        piece.decode()
    except UnicodeDecodeError as error:
        folded = re.match(rb"\r\n [\x80-\xbf]", piece[error.end :])
        rule = "fold-in-character" if folded else "not-utf-8"
        found.append((error.start, rule, _short(piece[error.start : error.start + 4])))
    if not _CLEAN.fullmatch(piece) or _SUSPECT.search(piece):
        hits = ((rule, pattern.search(piece)) for rule, pattern in _OCTETS.items())
        found.extend((hit.start(), rule, _short(hit[0])) for rule, hit in hits if hit)
    return found


# --- lines: a regular expression for each property, RFC 5545 3.8 ---


def _lines(piece: bytes, component: bytes, lines: list[bytes]) -> list[_Found]:
    """The faults of a component's own lines, unfolded; sense is asked for only where each is well formed."""
    if component not in _COMPONENTS:
        return []  # the walk reports it
    forms, required, sense = _COMPONENTS[component]
    found: list[_Found] = []
    first: dict[bytes, int] = {}
    for index, line in enumerate(lines):
        name = line.partition(b":")[0].partition(b";")[0]
        form = forms.get(name) or forms.get(name[:2])
        if form is None:
            found.append((index, "property-unknown", _short(name)))
        elif not form.fullmatch(line):
            found.append((index, _rule(name, "form"), _short(line[len(name) :].removeprefix(b":"))))
        if first.setdefault(name, index) != index and name in forms and name not in _MANY:
            found.append((index, _rule(name, "twice"), ""))
    found.extend((-1, _rule(name, "missing"), "") for name in required.difference(first))
    if not found:
        found.extend((index, rule, _short(lines[index])) for index, rule in sense(lines, first))
    if not found:
        return found
    starts = [0, *(fold.end() for fold in re.finditer(rb"\r\n(?! )", piece))]
    return [(starts[index + 1], rule, detail) for index, rule, detail in found]


def _rule(name: bytes, fault: str) -> str:
    return f"{_short(name).lower()}-{fault}"


def _names(names: str) -> frozenset[bytes]:
    return frozenset(names.encode().split())


def _listed(item: str) -> str:
    return f"{item}(?:,{item})*"


def _forms(table: Mapping[str, str]) -> dict[bytes, re.Pattern[bytes]]:
    named = ((name, form) for names, form in table.items() for name in names.split())
    return {name.encode(): re.compile((name + form).encode()) for name, form in named}


# A day that exists (RFC 5545 3.3.4): by months of 31, of 30 and of 28 days, and by leap years.
_DAY = (
    r"(?!0000)(?:\d{4}(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)"
    r"|02(?:0[1-9]|1\d|2[0-8]))"
    r"|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)0229)"
)
_HOUR = r"T(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
_UTC = f":{_DAY}{_HOUR}Z"
_ZONE = r"\w[\w+-]*(?:/[\w+-]+)*"  # no leading slash: four readers of ours take that for another zone
_DATE = b";VALUE=DATE"
_KIND = rf"(?:({_DATE.decode()})|(;TZID={_ZONE}))?:"
# A date, a time of a zone, or UTC. Floating time (RFC 5545 3.3.5) would be another moment on each phone.
_MOMENT = rf"{_DAY}(?(1)|{_HOUR}(?(2)|Z))"
_TEXT = r"[^\\;,]*+(?:\\[\\;,nN][^\\;,]*+)*+"  # RFC 5545 3.3.11
_TEXTS = r"(?=.)[^\\;]*+(?:\\[\\;,nN][^\\;]*+)*+"
_LINE = r"[^\\;,]*+(?:\\[\\;,][^\\;,]*+)*+"  # a text without line breaks
_VALUE = r"(?:\"[^\"]*\"|[^\";:,]*)"
_PARAMETERS = rf"(?:;[A-Z0-9-]+={_listed(_VALUE)})*"  # RFC 5545 3.2
_SPEECH = r";LANGUAGE=[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"
_SPOKEN = rf"(?:{_SPEECH}|;ALTREP=\"[^\"]+\")*:"
_HOST = r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?"
_WEB = rf":https?://{_HOST}(?:[/?#](?:[\w\-.~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{{2}})*)?"
_SPAN = r"(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"
_DURATION = rf":(?=.*[1-9])P(?:\d+W|\d+D(?:T{_SPAN})?|T{_SPAN})"  # RFC 5545 3.3.6; never zero
_LATITUDE = r"-?(?:90(?:\.0{1,6})?|[1-8]?\d(?:\.\d{1,6})?)"
_LONGITUDE = r"-?(?:180(?:\.0{1,6})?|(?:1[0-7]\d|[1-9]?\d)(?:\.\d{1,6})?)"
_OFFSET = r":(?!-0000)[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"  # RFC 5545 3.3.14
_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_PART = (  # RFC 5545 3.3.10, without what repeats within a day
    r"(?:FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|(?:INTERVAL|COUNT)=[1-9]\d{0,5}"
    rf"|UNTIL={_DAY}(?:{_HOUR}Z)?|WKST={_WEEKDAY}|BYDAY="
    + _listed(r"(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?" + _WEEKDAY)
    + r"|BYMONTHDAY="
    + _listed(r"[+-]?(?:[1-9]|[12]\d|3[01])")
    + "|BYMONTH="
    + _listed("(?:[1-9]|1[0-2])")
    + "|BYSETPOS="
    + _listed(r"[+-]?(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])")
    + ")"
)
_RULE = f":{_PART}(?:;{_PART})*"
_MANY = _names("EXDATE RDATE ATTACH IMAGE CONFERENCE CONTACT")
_COMMON = {  # to calendars and events
    "LAST-MODIFIED": _UTC,
    "CATEGORIES": f"(?:{_SPEECH})?:{_TEXTS}",
    "URL": f"(?:;VALUE=URI)?{_WEB}",
    "IMAGE": f";VALUE=URI{_PARAMETERS}{_WEB}",
    "COLOR": ":[a-z]+",  # RFC 7986 5.9: a CSS3 name
    "X-": f"[A-Z0-9-]+{_PARAMETERS}:.*",  # whatever is not named below
}
# No UID: a synchroniser then keeps one event of the whole feed. No METHOD: it calls for an ORGANIZER.
_CALENDAR_FORMS = {
    **_COMMON,
    "VERSION": r":2\.0",
    "PRODID X-WR-CALNAME": f":(?=.){_LINE}",
    "CALSCALE": ":GREGORIAN",
    "NAME": f"(?:{_SPEECH})?:(?=.){_LINE}",
    "DESCRIPTION": _SPOKEN + _LINE,
    "X-WR-CALDESC": f":{_LINE}",
    "X-WR-TIMEZONE": f":{_ZONE}",
    "REFRESH-INTERVAL": f";VALUE=DURATION{_DURATION}",  # RFC 7986 5.7: the type has no default
    "X-PUBLISHED-TTL": _DURATION,
    "SOURCE": f";VALUE=URI{_WEB}",  # RFC 7986 5.8: nor here
}
_SHIFT_FORMS = {
    "DTSTART": f":{_DAY}{_HOUR}",
    "TZOFFSETFROM TZOFFSETTO": _OFFSET,
    "TZNAME": f"(?:{_SPEECH})?:(?=.){_LINE}",
    "RRULE": _RULE,
}
_EVENT_FORMS = {
    **_COMMON,
    "UID": r":(?=.{3,255}$)[^\x00-\x20\"\\;,@\x7f-\xff]+@[^\x00-\x20\"\\;,@\x7f-\xff]+",  # RFC 7986 5.3
    "DTSTAMP CREATED": _UTC,
    "SEQUENCE": r":(?:0|[1-9]\d{0,9})",
    "DTSTART DTEND RECURRENCE-ID": _KIND + _MOMENT,
    "RDATE EXDATE": _KIND + _listed(_MOMENT),
    "RRULE": _RULE,
    "SUMMARY": f"{_SPOKEN}(?=.){_TEXT}",
    "DESCRIPTION CONTACT": _SPOKEN + _TEXT,
    "LOCATION": _SPOKEN + _LINE,  # maps look the place up by it
    "GEO": f":{_LATITUDE};{_LONGITUDE}",
    "ATTACH": f"{_PARAMETERS}{_WEB}",
    # A plain one, without VALUE, has broken feeds in a reader; a quoted list of features is one feature.
    "CONFERENCE": f";VALUE=URI(?:;FEATURE={_listed('[A-Z]+')}|;LABEL={_VALUE}|{_SPEECH})*{_WEB}",
    "STATUS": ":(?:TENTATIVE|CONFIRMED|CANCELLED)",
    "TRANSP": ":(?:OPAQUE|TRANSPARENT)",
    "CLASS": ":PUBLIC",
    "X-ALT-DESC": f";FMTTYPE=text/html:{_TEXT}",
    "X-APPLE-STRUCTURED-LOCATION": f";VALUE=URI{_PARAMETERS}:geo:{_LATITUDE},{_LONGITUDE}",
    "X-MICROSOFT-CDO-BUSYSTATUS": ":(?:FREE|TENTATIVE|BUSY|OOF)",
}


# --- sense: what the lines of one component say together ---

# Some clients read the one, some the other.
_TWINS = {b"NAME": b"X-WR-CALNAME", b"DESCRIPTION": b"X-WR-CALDESC", b"REFRESH-INTERVAL": b"X-PUBLISHED-TTL"}


def _calendar_sense(lines: list[bytes], first: Mapping[bytes, int]) -> Iterator[tuple[int, str]]:
    if (first[b"VERSION"], first[b"PRODID"]) != (0, 1):
        yield first[b"VERSION"], "header-order"
    for name, twin in _TWINS.items():
        told = {lines[first[each]].partition(b":")[2] if each in first else b"" for each in (name, twin)}
        if len(told) > 1:
            yield first.get(twin, first.get(name, 0)), _rule(twin, "differs")


def _zone_sense(lines: list[bytes], first: Mapping[bytes, int]) -> Iterator[tuple[int, str]]:
    yield from _recurrence(lines, first, b"")


def _event_sense(lines: list[bytes], first: Mapping[bytes, int]) -> Iterator[tuple[int, str]]:
    # RFC 5545 3.8.7.2: in a feed without METHOD the two stamps are one.
    if lines[first[b"LAST-MODIFIED"]][13:] != lines[first[b"DTSTAMP"]][7:]:
        yield first[b"LAST-MODIFIED"], "last-modified-differs"
    if int(lines[first[b"SEQUENCE"]][9:]) >= 2**31:
        yield first[b"SEQUENCE"], "sequence-form"
    kind, _, start = lines[first[b"DTSTART"]][7:].partition(b":")
    end_kind, _, end = lines[first[b"DTEND"]][5:].partition(b":")
    if end_kind != kind:
        yield first[b"DTEND"], "dtend-type"
    elif end <= start:  # moments of one kind sort as octets do
        yield first[b"DTEND"], "dtend-order"  # RFC 5545 3.8.2.2; an all-day event ends on the day after
    yield from _recurrence(lines, first, kind)
    if b"EXDATE" in first or b"RDATE" in first:
        for index, line in enumerate(lines):
            name, _, parameters = line.partition(b":")[0].partition(b";")
            if name in (b"EXDATE", b"RDATE") and parameters != kind[1:]:
                yield index, _rule(name, "type")


def _recurrence(lines: list[bytes], first: Mapping[bytes, int], kind: bytes) -> Iterator[tuple[int, str]]:
    """RFC 5545 3.3.10; `kind` is the parameters of DTSTART."""
    if b"RRULE" not in first:
        return
    index = first[b"RRULE"]
    listed = [part.split(b"=") for part in lines[index].partition(b":")[2].split(b";")]
    parts = dict(listed)
    frequency, until = parts.get(b"FREQ"), parts.get(b"UNTIL")
    numbered = frequency in (b"DAILY", b"WEEKLY") and re.search(rb"\d", parts.get(b"BYDAY", b""))
    if len(parts) < len(listed) or frequency is None or numbered or (until and b"COUNT" in parts):
        yield index, "rrule-form"
    if until and (len(until) == 8) != (kind == _DATE):
        yield index, "until-type"


# --- events as a set ---

_UID = re.compile(rb"\r\nUID:([^\r]*)")
_RECURRENCE = re.compile(rb"\r\nRECURRENCE-ID([^\r]*)")
_START = re.compile(rb"\r\nDTSTART([^:\r]*)")


def _event(offset: int, text: bytes) -> _Event:
    uid, start = _UID.search(text), _START.search(text)
    recurrence = _RECURRENCE.search(text) if b"\r\nRECURRENCE-ID" in text else None
    return offset, uid[1] if uid else b"", recurrence[1] if recurrence else b"", start[1] if start else b""


def _kinship(events: list[_Event], zones: list[bytes]) -> Iterator[_Found]:
    """One UID is one event: its master and, told apart by RECURRENCE-ID, its overrides (RFC 5545 3.8.4.4)."""
    if not events:
        yield 0, "event-missing", ""  # RFC 5545 3.6 wants a component; people, a sign that the feed works
    if len(set(zones)) < len(zones):
        yield 0, "zone-twice", ""  # RFC 5545 3.6.5
    masters = {uid: kind for _, uid, recurrence, kind in events if not recurrence}
    known = {b";TZID=" + zone for zone in zones}
    seen: set[tuple[bytes, bytes]] = set()
    for offset, uid, recurrence, kind in events:
        if uid and (uid, recurrence) in seen:
            yield offset, "uid-twice", _short(uid)
        seen.add((uid, recurrence))
        if recurrence and uid not in masters:
            yield offset, "master-missing", _short(recurrence)
        elif recurrence and recurrence.partition(b":")[0] != masters[uid]:
            yield offset, "recurrence-id-type", _short(recurrence)
        if kind.startswith(b";TZID=") and kind not in known:
            yield offset, "zone-undefined", _short(kind[6:])  # RFC 5545 3.2.19


# --- what stands in a feed ---

_BEGIN = b"\r\nBEGIN:"
_FIRST = _names("BEGIN:VCALENDAR")
_TOP = _names("VTIMEZONE VEVENT")
_SHIFTS = _names("STANDARD DAYLIGHT")
_NEXT = {  # a component and what follows its first END: → what may begin after that
    (b"BEGIN:VCALENDAR", b""): _TOP,
    (b"VTIMEZONE", b""): _SHIFTS,
    **{(shift, shift): _SHIFTS for shift in _SHIFTS},
    **{(shift, shift + b"\r\nEND:VTIMEZONE"): _TOP for shift in _SHIFTS},
    (b"VEVENT", b"VEVENT"): _names("VEVENT"),
}
_SHIFT = _Component(_forms(_SHIFT_FORMS), _names("DTSTART TZOFFSETFROM TZOFFSETTO"), _zone_sense)
_COMPONENTS = {
    b"BEGIN:VCALENDAR": _Component(_forms(_CALENDAR_FORMS), _names("VERSION PRODID"), _calendar_sense),
    b"VTIMEZONE": _Component(_forms({"TZID": f":{_ZONE}"}), _names("TZID"), _zone_sense),
    b"STANDARD": _SHIFT,
    b"DAYLIGHT": _SHIFT,
    # Clients go by LAST-MODIFIED and SEQUENCE; without DTEND half the readers leave the end open.
    b"VEVENT": _Component(
        _forms(_EVENT_FORMS),
        _names("UID DTSTAMP LAST-MODIFIED SEQUENCE DTSTART DTEND SUMMARY"),
        _event_sense,
    ),
}
