"""Articles → calendars: of each event, tag and category, and the whole. Lines end in CRLF and stay unfolded."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from markupsafe import Markup
from pelican import signals

HEAD = """\
BEGIN:VCALENDAR
VERSION:2.0
NAME:{title}
X-WR-CALNAME:{title}
PRODID:-//Benchmark//Pelican//EN
CALSCALE:GREGORIAN
X-WR-TIMEZONE:Asia/Kolkata
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:IST
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
"""
EVENT = """\
BEGIN:VEVENT
UID:{slug}@programme.example.org
DTSTAMP:{stamp}
LAST-MODIFIED:{stamp}
SEQUENCE:0
{when}
SUMMARY:{title}
LOCATION:{place}
DESCRIPTION:{description}
CATEGORIES:{phase}
STATUS:CONFIRMED
URL:{url}
END:VEVENT
"""
WHOLE_DAYS = "DTSTART;VALUE=DATE:{:%Y%m%d}\nDTEND;VALUE=DATE:{:%Y%m%d}\nTRANSP:TRANSPARENT"
HOURS = "DTSTART;TZID=Asia/Kolkata:{:%Y%m%dT%H%M%S}\nDTEND;TZID=Asia/Kolkata:{:%Y%m%dT%H%M%S}\nTRANSP:OPAQUE"
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def read_times(generator):
    """The end is a field of ours, which Pelican leaves as text; days and months are what lists are grouped by."""
    for article in generator.articles:
        article.day, article.month = f"{article.date:%Y-%m-%d}", f"{article.date:%Y-%m}"
        article.end = datetime.fromisoformat(article.end) if "T" in article.end else date.fromisoformat(article.end)


def write_calendars(generator, writer):
    """An event stands in some six calendars: its lines are made once."""
    output, campaign = Path(writer.output_path), generator.settings["CAMPAIGN"]
    lines = {article.slug: _lines(article, campaign) for article in generator.articles}
    _write(output / "calendar.ics", campaign["name"], generator.articles, lines)
    for article in generator.articles:
        _write(output / "events" / f"{article.slug}.ics", article.title, [article], lines)
    for folder, groups in (("areas", generator.tags.items()), ("phases", generator.categories)):
        for term, articles in groups:
            title = f"{campaign['name']}: {campaign[folder][term.name]['name']}"
            _write(output / folder / f"{term.slug}.ics", title, articles, lines)


def _write(path, title, articles, lines):
    head = HEAD.format(title=title.translate(ESCAPES)).replace("\n", "\r\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    events = "".join(lines[article.slug] for article in articles)
    path.write_text(f"{head}{events}END:VCALENDAR\r\n", encoding="utf-8", newline="")


def _lines(article, campaign):
    if article.all_day:
        when = WHOLE_DAYS.format(article.date, article.end + timedelta(1))
    else:
        when = HOURS.format(article.date, article.end)
    url = f"{campaign['url']}/{article.url}"
    made = EVENT.format(
        slug=article.slug,
        stamp=f"{datetime.fromtimestamp(Path(article.source_path).stat().st_mtime, UTC):%Y%m%dT%H%M%SZ}",
        when=when,
        title=article.title.translate(ESCAPES),
        place=f"{article.venue}, {article.address}".translate(ESCAPES),
        description=f"{Markup(article.content).striptags()}\n\n{url}".translate(ESCAPES),
        phase=campaign["phases"][article.category.name]["name"].translate(ESCAPES),
        url=url,
    )
    return made.replace("\n", "\r\n")


def register():
    """Called by Pelican."""
    signals.article_generator_finalized.connect(read_times)
    signals.article_writer_finalized.connect(write_calendars)
