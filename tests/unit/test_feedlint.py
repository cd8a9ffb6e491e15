"""The lint of feeds: a good feed, the same feed broken in one place at a time, and anything at all."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign_calendar.feedlint import Fault, lint

HEAD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Campaign Calendar//EN
CALSCALE:GREGORIAN
NAME:पुस्तक यात्रा
X-WR-CALNAME:पुस्तक यात्रा
DESCRIPTION:हर ज़िले में\\, हर शाम
X-WR-CALDESC:हर ज़िले में\\, हर शाम
X-WR-TIMEZONE:Asia/Kolkata
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
SOURCE;VALUE=URI:https://example.org/calendar.ics
URL:https://example.org/index.html
COLOR:seagreen
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
TZNAME:IST
END:STANDARD
END:VTIMEZONE
"""
ALL_DAY = """\
BEGIN:VEVENT
UID:fair@example.org
DTSTAMP:20261001T080000Z
LAST-MODIFIED:20261001T080000Z
SEQUENCE:3550000
DTSTART;VALUE=DATE:20261120
DTEND;VALUE=DATE:20261122
SUMMARY:पुस्तक मेला
DESCRIPTION:सभी पाठक अपनी पसंद की एक पुस्तक साथ लाएँ\\, और उसके बारे में दो मिनट बोलें।\\n\\nसमय बाद में\\; C:\\\\Notes
LOCATION:नगर पुस्तकालय\\, झील रोड
GEO:28.590000;-77.320000
CATEGORIES:मेला,reading\\, aloud
URL:https://example.org/events/fair.html?a=1#%E0
STATUS:CONFIRMED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Hall: town, lake":geo:28.59,-77.32
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join; or not":https://example.org/call
END:VEVENT
"""
MASTER = """\
BEGIN:VEVENT
UID:evening@example.org
DTSTAMP:20261001T080000Z
LAST-MODIFIED:20261001T080000Z
SEQUENCE:3550000
DTSTART;TZID=Asia/Kolkata:20261105T173000
DTEND;TZID=Asia/Kolkata:20261105T193000
RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261220T120000Z
EXDATE;TZID=Asia/Kolkata:20261112T173000,20261119T173000
SUMMARY:Reading evening
LOCATION:Hall
TRANSP:OPAQUE
END:VEVENT
"""
OVERRIDE = """\
BEGIN:VEVENT
UID:evening@example.org
RECURRENCE-ID;TZID=Asia/Kolkata:20261126T173000
DTSTAMP:20261001T080000Z
LAST-MODIFIED:20261001T080000Z
SEQUENCE:3550000
DTSTART;VALUE=DATE:20261127
DTEND;VALUE=DATE:20261128
SUMMARY:Reading day
END:VEVENT
"""
TAIL = "END:VCALENDAR\n"


def octets(text: str) -> bytes:
    return b"".join(folded(line) for line in text.splitlines())


def folded(line: str) -> bytes:
    """At 75 octets, never inside a character nor after a backslash."""
    stretches = [b""]
    for char in line:
        room = 74 if char == "\\" else 75
        if len(stretches[-1] + char.encode()) > room:
            stretches.append(b" ")
        stretches[-1] += char.encode()
    return b"\r\n".join(stretches) + b"\r\n"


GOOD = octets(HEAD + ALL_DAY + MASTER + OVERRIDE + TAIL)
FAIR = "BEGIN:VEVENT\r\nUID:fair"
EVENING = "BEGIN:VEVENT\r\nUID:evening@example.org\r\nDTSTAMP"
DAY = "BEGIN:VEVENT\r\nUID:evening@example.org\r\nRECURRENCE-ID"
ZONE = octets(HEAD[HEAD.index("BEGIN:VTIMEZONE") :]).decode()
LAST = octets(OVERRIDE + TAIL).decode()
STAMP = ":20261001T080000Z\r\n"
PRODID = "PRODID:-//Example//Campaign Calendar//EN"
SUMMARY = "SUMMARY:Reading evening"
HALL = "LOCATION:Hall"
STATUS = "STATUS:CONFIRMED"
START = "DTSTART;TZID=Asia/Kolkata:20261105T173000"
END = "DTEND;TZID=Asia/Kolkata:20261105T193000"
DATE_END = "DTEND;VALUE=DATE:20261122"
EXDATE = "EXDATE;TZID=Asia/Kolkata:20261112T173000,20261119T173000"
UNTIL = "UNTIL=20261220T120000Z"
CALL = 'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join; or not"'
X65 = "x" * 65
WHOLE = GOOD.decode()
NEW = "\0"  # a place: where the new text begins
BOTTOM = ""  # a place: the end of the feed

# What stands in the good feed, for the first time; what comes in its stead; the rule that this breaks; and
# the place of the fault, as the text that stands there in the broken feed, for the first time.
FAULTS: dict[str, tuple[str, str | bytes, str, str]] = {
    # octets
    "lf": ("\r\n", "\n", "line-end", "BEGIN:VCALENDAR"),
    "one-lf": (f"{SUMMARY}\r\n", f"{SUMMARY}\n", "line-end", NEW),
    "lf-in-text": (SUMMARY, "SUMMARY:Reading\nevening", "line-end", NEW),
    "cr-in-text": (SUMMARY, "SUMMARY:Reading\revening", "line-end", NEW),
    "bom": ("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR", "byte-order-mark", NEW),
    "bom-in-text": (SUMMARY, "SUMMARY:Reading\ufeff", "byte-order-mark", NEW),
    "truncated": (SUMMARY, "SUMMARY:मेला".encode()[:-1], "not-utf-8", NEW),
    "latin-1": (SUMMARY, b"SUMMARY:Lese\xfcbung", "not-utf-8", NEW),
    "surrogate": (SUMMARY, b"SUMMARY:\xed\xa0\x80", "not-utf-8", NEW),
    "bell": (SUMMARY, "SUMMARY:Reading\x07", "control-character", NEW),
    "nul": (SUMMARY, "SUMMARY:Reading\x00", "control-character", NEW),
    "delete": (SUMMARY, "SUMMARY:Reading\x7f", "control-character", NEW),
    "u2028": (SUMMARY, "SUMMARY:Reading\u2028", "line-separator", NEW),
    "u2029": (SUMMARY, "SUMMARY:Reading\u2029", "line-separator", NEW),
    "u0085": (SUMMARY, "SUMMARY:Reading\u0085", "line-separator", NEW),
    "line-76": (HALL, f"LOCATION:xx{X65}", "line-too-long", NEW),
    "line-80-in-head": ("COLOR:seagreen", f"COLOR:xxxxxxxxx{X65}", "line-too-long", NEW),
    "line-76-folded": (HALL, f"{HALL}\r\n xxxxxxxxxx{X65}", "line-too-long", " xxx"),
    "unfolded": ("SUMMARY:पुस्तक मेला", "SUMMARY:" + "पुस्तक मेला" * 9, "line-too-long", NEW),
    "fold-in-utf8": (SUMMARY, b"SUMMARY:\xe0\xa4\r\n \xae", "fold-in-character", NEW),
    "fold-in-utf8-late": (SUMMARY, b"SUMMARY:\xe0\r\n \xa4\xae", "fold-in-character", NEW),
    "escape-across-fold": (SUMMARY, "SUMMARY:Reading\\\r\n nevening", "fold-in-escape", NEW),
    "fold-by-tab": (HALL, "LOCATION:Ha\r\n\tll", "property-unknown", "\tll"),
    "fold-of-nothing": (HALL, f"{HALL}\r\n ", "blank-line", " \r\nTRANSP:OPAQUE"),
    "blank-line": (HALL, f"{HALL}\r\n", "blank-line", "\r\nTRANSP:OPAQUE"),
    "blank-line-in-head": ("COLOR", "\r\nCOLOR", "blank-line", NEW),
    "no-final-crlf": ("END:VCALENDAR\r\n", "END:VCALENDAR", "final-line-end", BOTTOM),
    # the order of components
    "empty-file": (WHOLE, "", "component-misplaced", BOTTOM),
    "html": (WHOLE, "<!doctype html>\r\n", "component-misplaced", NEW),
    "two-calendars": (WHOLE, WHOLE + WHOLE, "end-misplaced", DAY),
    "trailing": ("END:VCALENDAR", "END:VCALENDAR\r\n<!-- -->", "after-calendar", "<!--"),
    "blank-line-at-end": ("END:VCALENDAR\r\n", "END:VCALENDAR\r\n\r\nX-Z:b", "after-calendar", "\r\nX-Z"),
    "no-end": ("END:VCALENDAR\r\n", "", "calendar-unclosed", BOTTOM),
    "no-begin": ("BEGIN:VCALENDAR\r\n", "", "component-misplaced", "VERSION"),
    "empty": (WHOLE, octets(HEAD + TAIL), "event-missing", NEW),
    "empty-without-zone": (
        WHOLE,
        octets(HEAD).removesuffix(ZONE.encode()) + octets(TAIL),
        "event-missing",
        NEW,
    ),
    "unclosed": ("TRANSP:OPAQUE\r\nEND:VEVENT", "TRANSP:OPAQUE", "component-unclosed", EVENING),
    "unclosed-last": ("Reading day\r\nEND:VEVENT", "Reading day", "component-unclosed", DAY),
    "empty-event": (EVENING, f"BEGIN:VEVENT\r\nEND:VEVENT\r\n{EVENING}", "uid-missing", NEW),
    "alarm": (HALL, f"BEGIN:VALARM\r\nEND:VALARM\r\n{HALL}", "component-misplaced", NEW),
    "todo": (EVENING, f"BEGIN:VTODO\r\nUID:a@b\r\nEND:VTODO\r\n{EVENING}", "component-misplaced", NEW),
    "nested": (HALL, f"BEGIN:VEVENT\r\nEND:VEVENT\r\n{HALL}", "component-unclosed", EVENING),
    "between": ("OPAQUE\r\nEND:VEVENT", "OPAQUE\r\nEND:VEVENT\r\nX-A:b", "end-misplaced", EVENING),
    "zone-after-events": ("END:VCALENDAR", f"{ZONE}END:VCALENDAR", "component-misplaced", NEW),
    "lower-case-begin": (FAIR, FAIR.lower(), "end-misplaced", "BEGIN:STANDARD"),
    # the calendar
    "no-version": ("VERSION:2.0\r\n", "", "version-missing", "BEGIN:VCALENDAR"),
    "version-1": ("VERSION:2.0", "VERSION:1.0", "version-form", NEW),
    "no-prodid": (f"{PRODID}\r\n", "", "prodid-missing", "BEGIN:VCALENDAR"),
    "empty-prodid": (PRODID, "PRODID:", "prodid-form", NEW),
    "late-version": (f"VERSION:2.0\r\n{PRODID}", f"{PRODID}\r\nVERSION:2.0", "header-order", "VERSION"),
    "calscale": ("CALSCALE:GREGORIAN", "CALSCALE:JULIAN", "calscale-form", NEW),
    "method": ("COLOR", "METHOD:PUBLISH\r\nCOLOR", "property-unknown", NEW),
    "calendar-uid": ("COLOR", "UID:calendar@example.org\r\nCOLOR", "property-unknown", NEW),
    "two-names": ("COLOR", "NAME:पुस्तक यात्रा\r\nCOLOR", "name-twice", NEW),
    "name-comma": ("NAME:पुस्तक", "NAME:पुस्तक,", "name-form", NEW),
    "calname-comma": ("X-WR-CALNAME:पुस्तक", "X-WR-CALNAME:पुस्तक,", "x-wr-calname-form", NEW),
    "names-differ": ("X-WR-CALNAME:पुस्तक", "X-WR-CALNAME:नई", "x-wr-calname-differs", NEW),
    "name-alone": ("X-WR-CALNAME:पुस्तक यात्रा\r\n", "", "x-wr-calname-differs", "NAME"),
    "calendar-newline": ("X-WR-CALDESC:हर", "X-WR-CALDESC:हर\\n", "x-wr-caldesc-form", NEW),
    "refresh-no-value": ("INTERVAL;VALUE=DURATION:", "INTERVAL:", "refresh-interval-form", NEW),
    "refresh-astray": ("INTERVAL;VALUE=DURATION", "INTERVAL:VALUE=DURATION", "refresh-interval-form", NEW),
    "refresh-p1h": ("DURATION:PT6H", "DURATION:P1H", "refresh-interval-form", NEW),
    "refresh-zero": ("DURATION:PT6H", "DURATION:PT0S", "refresh-interval-form", NEW),
    "ttl-clock": ("TTL:PT6H", "TTL:6:00:00", "x-published-ttl-form", NEW),
    "ttl-differs": ("TTL:PT6H", "TTL:PT5H", "x-published-ttl-differs", NEW),
    "source-no-value": ("SOURCE;VALUE=URI:", "SOURCE:", "source-form", NEW),
    "color-hex": ("COLOR:seagreen", "COLOR:#2e8b57", "color-form", NEW),
    "calendar-zone": ("X-WR-TIMEZONE:", "X-WR-TIMEZONE:/", "x-wr-timezone-form", NEW),
    "calendar-changed": ("COLOR", "LAST-MODIFIED:20261001\r\nCOLOR", "last-modified-form", NEW),
    "calendar-category": ("COLOR", "CATEGORIES:a;b\r\nCOLOR", "categories-form", NEW),
    "calendar-url": ("URL:https://example.org/index", "URL:index", "url-form", NEW),
    "calendar-image": ("COLOR", "IMAGE:https://example.org/a.png\r\nCOLOR", "image-form", NEW),
    "calendar-about": ("DESCRIPTION:हर", "DESCRIPTION:हर,", "description-form", NEW),
    "calendar-extension": ("COLOR", "X-A;B:c\r\nCOLOR", "x-a-form", NEW),
    # zones
    "no-vtimezone": (ZONE, "", "zone-undefined", EVENING),
    "zone-typo": ("\r\nTZID:Asia/Kolkata", "\r\nTZID:Asia/Kolkatta", "zone-undefined", EVENING),
    "tzid-typo": (START, START.replace("Kolkata", "Kolkatta"), "dtend-type", END),
    "zone-twice": (ZONE, ZONE + ZONE, "zone-twice", "BEGIN:VCALENDAR"),
    "zone-no-tzid": ("\r\nTZID:Asia/Kolkata", "", "tzid-missing", "BEGIN:VTIMEZONE"),
    "zone-slash": ("\r\nTZID:Asia", "\r\nTZID:/Asia", "tzid-form", "TZID:/"),
    "zone-comment": ("TZID:Asia/Kolkata", "TZID:Asia/Kolkata\r\nCOMMENT:a", "property-unknown", "COMMENT"),
    "zone-no-shift": (ZONE, "BEGIN:VTIMEZONE\r\nTZID:A/B\r\nEND:VTIMEZONE\r\n", "end-misplaced", NEW),
    "zone-unclosed": ("END:VTIMEZONE\r\n", "", "component-misplaced", "BEGIN:VEVENT"),
    "shift-unclosed": ("END:STANDARD\r\n", "", "end-misplaced", "BEGIN:STANDARD"),
    "shift-no-start": ("DTSTART:19700101T000000\r\n", "", "dtstart-missing", "BEGIN:STANDARD"),
    "shift-utc": ("DTSTART:19700101T000000", "DTSTART:19700101T000000Z", "dtstart-form", NEW),
    "shift-no-from": ("TZOFFSETFROM:+0530\r\n", "", "tzoffsetfrom-missing", "BEGIN:STANDARD"),
    "shift-no-to": ("TZOFFSETTO:+0530\r\n", "", "tzoffsetto-missing", "BEGIN:STANDARD"),
    "shift-colon": ("TZOFFSETTO:+0530", "TZOFFSETTO:+05:30", "tzoffsetto-form", NEW),
    "shift-minus-0": ("TZOFFSETFROM:+0530", "TZOFFSETFROM:-0000", "tzoffsetfrom-form", NEW),
    "shift-name": ("TZNAME:IST", "TZNAME:I,T", "tzname-form", NEW),
    "shift-rule": ("TZNAME:IST", "RRULE:FREQ=ANNUAL", "rrule-form", NEW),
    "shift-extension": ("TZNAME:IST", "X-A:IST", "property-unknown", NEW),
    "shift-until-date": ("TZNAME:IST", "RRULE:FREQ=YEARLY;UNTIL=20300101", "until-type", NEW),
    # identity and stamps
    "no-uid": ("UID:fair@example.org\r\n", "", "uid-missing", "BEGIN:VEVENT"),
    "uid-no-host": ("UID:fair@example.org", "UID:fair", "uid-form", NEW),
    "uid-hindi": ("UID:fair@", "UID:मेला@", "uid-form", NEW),
    "uid-comma": ("UID:fair@", "UID:fa\\,ir@", "uid-form", NEW),
    "uid-256": ("UID:fair@", "UID:" + "\r\n ".join([X65] * 4) + "\r\n @", "uid-form", NEW),
    "two-uids": ("DTSTAMP", "UID:fair@example.org\r\nDTSTAMP", "uid-twice", NEW),
    "dup-uid": (f"{DAY};TZID=Asia/Kolkata:20261126T173000", f"{FAIR}@example.org", "uid-twice", NEW),
    "dup-override": (LAST, octets(OVERRIDE).decode() + LAST, "uid-twice", LAST),
    "orphan-override": (octets(MASTER).decode(), "", "master-missing", DAY),
    "override-type": ("TZID=Asia/Kolkata:20261126T173000", "VALUE=DATE:20261126", "recurrence-id-type", DAY),
    "override-range": ("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;", "recurrence-id-form", NEW),
    "no-dtstamp": (f"DTSTAMP{STAMP}", "", "dtstamp-missing", "BEGIN:VEVENT"),
    "dtstamp-local": (f"DTSTAMP{STAMP}", "DTSTAMP:20261001T080000\r\n", "dtstamp-form", NEW),
    "dtstamp-february": (f"DTSTAMP{STAMP}", "DTSTAMP:20260230T080000Z\r\n", "dtstamp-form", NEW),
    "no-last-modified": (f"LAST-MODIFIED{STAMP}", "", "last-modified-missing", "BEGIN:VEVENT"),
    "modified-later": ("ED:20261001T080000Z", "ED:20261001T080001Z", "last-modified-differs", NEW),
    "modified-at-24": ("ED:20261001T080000Z", "ED:20261001T240000Z", "last-modified-form", NEW),
    "no-sequence": ("SEQUENCE:3550000\r\n", "", "sequence-missing", "BEGIN:VEVENT"),
    "sequence-negative": ("SEQUENCE:3550000", "SEQUENCE:-1", "sequence-form", NEW),
    "sequence-fraction": ("SEQUENCE:3550000", "SEQUENCE:1.5", "sequence-form", NEW),
    "sequence-31-bits": ("SEQUENCE:3550000", "SEQUENCE:2147483648", "sequence-form", NEW),
    "created-local": ("SEQUENCE", "CREATED:20261001T080000\r\nSEQUENCE", "created-form", NEW),
    # time
    "no-dtstart": ("DTSTART;VALUE=DATE:20261120\r\n", "", "dtstart-missing", FAIR),
    "no-dtend": (f"{DATE_END}\r\n", "", "dtend-missing", FAIR),
    "end-and-duration": (DATE_END, f"{DATE_END}\r\nDURATION:P2D", "property-unknown", "DURATION:P2D"),
    "no-value-date": ("DTSTART;VALUE=DATE:20261120", "DTSTART:20261120", "dtstart-form", NEW),
    "time-as-date": (DATE_END, "DTEND;VALUE=DATE:20261122T000000", "dtend-form", NEW),
    "bad-date": (DATE_END, "DTEND;VALUE=DATE:20270230", "dtend-form", NEW),
    "no-leap-year": (DATE_END, "DTEND;VALUE=DATE:21000229", "dtend-form", NEW),
    "floating": (START, "DTSTART:20261105T173000", "dtstart-form", NEW),
    "zone-and-utc": (START, f"{START}Z", "dtstart-form", NEW),
    "slash-zone": ("DTSTART;TZID=Asia", "DTSTART;TZID=/Asia", "dtstart-form", NEW),
    "zone-colon": ("DTSTART;TZID=Asia/", "DTSTART;TZID=Asia:", "dtstart-form", NEW),
    "end-before-start": (END, END.replace("T19", "T16"), "dtend-order", NEW),
    "end-at-start": (END, END.replace("T19", "T17"), "dtend-order", NEW),
    "same-day-end": (DATE_END, "DTEND;VALUE=DATE:20261120", "dtend-order", NEW),
    "mixed-types": (DATE_END, "DTEND;TZID=Asia/Kolkata:20261122T000000", "dtend-type", NEW),
    "mixed-zones": (END, "DTEND:20261105T193000Z", "dtend-type", NEW),
    # recurrence
    "bad-rrule": ("BYDAY=TH", "BYDAY=RV", "rrule-form", NEW),
    "no-freq": ("FREQ=WEEKLY;", "", "rrule-form", "RRULE"),
    "bad-freq": ("FREQ=WEEKLY", "FREQ=FORTNIGHTLY", "rrule-form", NEW),
    "interval-0": ("BYDAY=TH", "INTERVAL=0", "rrule-form", NEW),
    "count-and-until": ("BYDAY=TH", "COUNT=3", "rrule-form", NEW),
    "part-twice": ("BYDAY=TH", "BYDAY=TH;BYDAY=FR", "rrule-form", NEW),
    "unknown-part": ("BYDAY=TH", "BYEASTER=1", "rrule-form", NEW),
    "empty-part": ("BYDAY=TH", "", "rrule-form", "RRULE"),
    "weekly-ordinal": ("BYDAY=TH", "BYDAY=2TH", "rrule-form", NEW),
    "two-rrules": ("EXDATE", "RRULE:FREQ=DAILY\r\nEXDATE", "rrule-twice", NEW),
    "until-type": (UNTIL, "UNTIL=20261220", "until-type", NEW),
    "until-local": (UNTIL, "UNTIL=20261220T120000", "rrule-form", NEW),
    "until-with-date": (DATE_END, f"{DATE_END}\r\nRRULE:FREQ=DAILY;{UNTIL}", "until-type", "RRULE:FREQ=D"),
    "exdate-type": (EXDATE, "EXDATE;VALUE=DATE:20261112", "exdate-type", NEW),
    "exdate-zone": (EXDATE, "EXDATE:20261112T120000Z", "exdate-type", NEW),
    "exdate-second": (HALL, f"EXDATE;VALUE=DATE:20261203\r\n{HALL}", "exdate-type", NEW),
    "exdate-mixed": (",20261119T173000", ",20261119", "exdate-form", NEW),
    "rdate-period": ("EXDATE", "RDATE;VALUE=PERIOD:20261203T120000Z/PT1H\r\nEXDATE", "rdate-form", NEW),
    "rdate-type": ("EXDATE", "RDATE;VALUE=DATE:20261203\r\nEXDATE", "rdate-type", NEW),
    # text and the rest
    "no-summary": (f"{SUMMARY}\r\n", "", "summary-missing", EVENING),
    "empty-summary": (SUMMARY, "SUMMARY:", "summary-form", "SUMMARY:\r"),
    "two-summaries": (HALL, "SUMMARY:Hall", "summary-twice", NEW),
    "comma": (SUMMARY, "SUMMARY:Reading, evening", "summary-form", NEW),
    "semicolon": (HALL, "LOCATION:Hall; upstairs", "location-form", NEW),
    "bad-escape": (SUMMARY, "SUMMARY:C:\\Temp", "summary-form", NEW),
    "escaped-colon": (SUMMARY, "SUMMARY:Reading\\: evening", "summary-form", NEW),
    "long-comma": ("मिनट बोलें।", "मिनट, बोलें।", "description-form", "DESCRIPTION:सभी"),
    "contact-comma": (STATUS, "CONTACT:A. Author, Town", "contact-form", NEW),
    "html-comma": (STATUS, "X-ALT-DESC;FMTTYPE=text/html:<p>a, b", "x-alt-desc-form", NEW),
    "final-backslash": (HALL, "LOCATION:Hall\\", "location-form", NEW),
    "location-newline": (HALL, "LOCATION:Hall\\nTown", "location-form", NEW),
    "raw-newline": (SUMMARY, "SUMMARY:Reading\r\nevening", "property-unknown", "evening\r"),
    "no-colon": (HALL, "LOCATION", "location-form", "LOCATION\r"),
    "lower-case": (HALL, "location:Hall", "property-unknown", NEW),
    "param-unquoted": (HALL, "LOCATION;ALTREP=https://example.org/:Hall", "location-form", NEW),
    "category-semicolon": ("CATEGORIES:", "CATEGORIES:a;", "categories-form", NEW),
    "two-categories": (STATUS, "CATEGORIES:a", "categories-twice", NEW),
    "geo-comma": ("GEO:28.590000;", "GEO:28.590000,", "geo-form", NEW),
    "geo-range": ("GEO:28.590000;", "GEO:90.000001;", "geo-form", NEW),
    "geo-longitude": ("-77.320000", "-180.500000", "geo-form", NEW),
    "geo-exponent": ("GEO:28.590000;", "GEO:1e-07;", "geo-form", NEW),
    "apple-title": ('"Hall: town, lake"', "Hall: town", "x-apple-structured-location-form", NEW),
    "url-bad": ("URL:https://example.org/events/", "URL:my events/", "url-form", NEW),
    "url-space": ("URL:https://example.org/events/", "URL:https://example.org/my events/", "url-form", NEW),
    "url-hindi": ("URL:https://example.org/events/", "URL:https://example.org/मेला/", "url-form", NEW),
    "url-no-host": ("URL:https://example.org/events/", "URL:https:///events/", "url-form", NEW),
    "url-percent": ("#%E0", "#%E", "url-form", NEW),
    "url-script": ("URL:https://example.org/events/", "URL:javascript:", "url-form", NEW),
    "bad-status": (STATUS, "STATUS:POSTPONED", "status-form", NEW),
    "bad-transp": ("TRANSP:TRANSPARENT", "TRANSP:FREE", "transp-form", NEW),
    "bad-busy": ("BUSYSTATUS:FREE", "BUSYSTATUS:MAYBE", "x-microsoft-cdo-busystatus-form", NEW),
    "color-number": (STATUS, "COLOR:#2e8b57", "color-form", NEW),
    "bad-class": (STATUS, "CLASS:SECRET", "class-form", NEW),
    "plain-conference": (CALL, "CONFERENCE", "conference-form", NEW),
    "quoted-features": (CALL, 'CONFERENCE;VALUE=URI;FEATURE="AUDIO,VIDEO"', "conference-form", NEW),
    "plain-image": (STATUS, "IMAGE:https://example.org/a.png", "image-form", NEW),
    "relative-attachment": (STATUS, "ATTACH:media/agenda.pdf", "attach-form", NEW),
    "organizer": (STATUS, "ORGANIZER:mailto:a@example.org", "property-unknown", NEW),
    "styled-description": (STATUS, "STYLED-DESCRIPTION:a", "property-unknown", NEW),
    "bad-extension": (STATUS, "X-A;B:c", "x-a-form", NEW),
}
# Here one mistake is many faults, or leaves the order of what follows in doubt.
MANIFOLD = {"empty-file", "html", "two-calendars", "empty-event", "alarm", "nested", "tzid-typo"}


def broken(name: str) -> tuple[bytes, int]:
    """The feed with that fault, and the line at which it stands."""
    old, new, _, place = FAULTS[name]
    old_octets, new_octets = old.encode(), new if isinstance(new, bytes) else new.encode()
    assert old_octets in GOOD
    feed = GOOD.replace(old_octets, new_octets, -1 if name == "lf" else 1)
    offset = GOOD.index(old_octets) if place == NEW else feed.index(place.encode()) if place else len(feed)
    return feed, 1 + feed.count(b"\n", 0, offset)


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    feed, line = broken(name)
    found = [(fault.line, fault.rule) for fault in lint(feed, set())]
    assert (line, FAULTS[name][2]) in found
    assert len(found) == 1 or name in MANIFOLD


SUMMER_TIME = """\
BEGIN:VTIMEZONE
TZID:America/Argentina/Buenos_Aires
BEGIN:DAYLIGHT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1SU;UNTIL=20400101T000000Z
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""
BARE = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n"
LONG_UID = ALL_DAY.replace("UID:fair", "UID:" + "a" * 240)
IN_UTC = MASTER.replace(";TZID=Asia/Kolkata", "").replace("3000", "3000Z")
EXTENDED = ALL_DAY.replace("TRANSP:", 'CONTACT;LANGUAGE=hi:क\nCONTACT:b\nX-A;B="c:d",e;F=:g;h,i\nX-A:\nTRANSP:')
REPEATED = ALL_DAY.replace(
    "SUMMARY",
    "RRULE:FREQ=MONTHLY;BYDAY=2SA,-1SU;COUNT=6\nRDATE;VALUE=DATE:20280229\nEXDATE;VALUE=DATE:20261212\nSUMMARY",
)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ALL_DAY + MASTER + OVERRIDE + TAIL,
        HEAD + OVERRIDE + MASTER + TAIL,
        HEAD.replace("BEGIN:VTIMEZONE", f"{SUMMER_TIME}BEGIN:VTIMEZONE") + MASTER + TAIL,
        BARE + ALL_DAY + TAIL,
        BARE + IN_UTC + TAIL,
        BARE + LONG_UID + TAIL,
        BARE + REPEATED + TAIL,
        BARE + EXTENDED + TAIL,
    ],
)
def test_good_feed(text: str) -> None:
    assert lint(octets(text), set()) == []


def test_detail_is_short_and_printable() -> None:
    feed = GOOD.replace(SUMMARY.encode(), "SUMMARY:शाम\t, और".encode() + b"x" * 40 + b"\r\n " + b"x" * 60)
    assert lint(feed, set()) == [Fault(57, "summary-form", "शाम\\t, और" + "x" * 52)]


def test_every_fault_is_reported() -> None:
    feed = GOOD.replace(b"DTEND;", b"DTEND:;").replace(b"GEO:", b"GEO:9")
    rules = [fault.rule for fault in lint(feed, set())]
    assert rules == ["dtend-form", "geo-form", "dtend-form", "dtend-form"]


def test_sound_events_are_not_examined_again() -> None:
    sound: set[bytes] = set()
    lint(GOOD, sound)
    known = set(sound)
    assert len(known) == 3
    assert all(block.startswith(b"VEVENT") and block in GOOD for block in known)
    lint(broken("comma")[0], sound)
    assert sound == known  # a faulty event is not added
    bad = {block.replace(b"OPAQUE", b"FREE") for block in known}
    assert lint(GOOD.replace(b"OPAQUE", b"FREE"), bad) == []


@pytest.mark.parametrize(
    "name",
    ["no-vtimezone", "zone-typo", "zone-twice", "dup-override", "orphan-override", "zone-after-events"],
)
def test_sound_events_are_still_compared(name: str) -> None:
    sound: set[bytes] = set()
    lint(GOOD, sound)
    feed, _ = broken(name)
    assert lint(feed, sound) == lint(feed, set()) != []


def test_events_that_hide_their_uid_in_a_fold_are_still_compared() -> None:
    hidden = GOOD.replace(b"UID:fair", b"U\r\n ID:fair")
    sound: set[bytes] = set()
    assert lint(hidden, sound) == []
    twice = hidden.replace(b"END:VCALENDAR", octets(ALL_DAY) + b"END:VCALENDAR")
    assert [fault.rule for fault in lint(twice, sound)] == ["uid-twice"]


@given(st.integers(0, 99_999_999), st.integers(0, 999_999))
def test_moments_are_those_of_the_calendar(day: int, hour: int) -> None:
    moment = f"{day:08}T{hour:06}"
    try:
        datetime.strptime(moment, "%Y%m%dT%H%M%S")
        real = not moment.endswith("60") and not moment.endswith("61")
    except ValueError:
        real = False
    assert (lint(GOOD.replace(b"20261001T080000", moment.encode()), set()) == []) == real


@given(st.dates())
def test_every_day_is_a_day(day: date) -> None:
    stamp = f"{day.year:04}{day.month:02}{day.day:02}T080000"
    assert lint(GOOD.replace(b"20261001T080000", stamp.encode()), set()) == []


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The good feed with a slice removed, doubled or replaced, some times over."""
    feed = GOOD
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(feed)))
        end = min(start + draw(st.integers(0, 200)), len(feed))
        piece = feed[start:end]
        instead = draw(
            st.sampled_from([b"", piece + piece, piece.replace(b"\r\n", b"\n"), b":", b"\r\n "]) | st.binary()
        )
        feed = feed[:start] + instead + feed[end:]
    return feed


@given(st.binary() | damaged())
def test_any_octets_are_told_the_same_with_and_without_sound_events(feed: bytes) -> None:
    sound: set[bytes] = set()
    lint(GOOD, sound)
    found = lint(feed, sound)
    assert found == lint(feed, set())
    assert all(1 <= fault.line <= feed.count(b"\n") + 1 for fault in found)
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)
    assert all(fault.detail.isprintable() for fault in found)
