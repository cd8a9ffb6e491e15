"""A number of events and a seed → a made-up programme, and the same as files of ours."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

NAME = "पुस्तक यात्रा"
SUMMARY = "सूर्यप्रदेश के हर ज़िले में पढ़ने का एक काल्पनिक अभियान, केवल नाप-तौल के लिए।"
URL = "https://example.org/programme/"
UID_DOMAIN = "programme.example.org"
LANGUAGE = "hi"
ZONE = "Asia/Kolkata"
STARTS, ENDS = date(2026, 11, 1), date(2026, 12, 31)

LEVELS = {"country": "देश", "state": "राज्य", "region": "अंचल", "district": "ज़िला"}
DIRECTIONS = ("पूर्वी", "पश्चिमी", "उत्तरी", "दक्षिणी", "मध्य")
FIRST_HALVES = (
    *("अरुण", "चंदन", "दीप", "झील", "कुसुम", "लहर", "मेघ", "नीम"),
    *("ओस", "पवन", "रजत", "सारस", "तारक", "उषा", "वन"),
)
SECOND_HALVES = ("पुरी", "सराय", "कोट", "घाट", "टोला")
PHASE_NAMES = ("तैयारी", "प्रशिक्षण", "पुस्तक मेला", "पठन सप्ताह", "कहानी उत्सव", "समापन")
OPENINGS = ("खुली बैठक", "पठन शाम", "कार्यशाला", "पुस्तक प्रदर्शनी", "कविता पाठ", "चर्चा", "पुस्तक दान शिविर")
TOPICS = ("बच्चों की कहानियाँ", "लोक कथाएँ", "नदी और जंगल", "विज्ञान सबके लिए", "पुराने पत्र", "शब्द और चित्र")
HALLS = ("सामुदायिक भवन", "नगर पुस्तकालय", "बाल विद्यालय", "पंचायत भवन", "कला केंद्र")
STREETS = ("बाज़ार मार्ग", "झील रोड", "स्टेशन चौक", "पुराना टोला", "नया बस अड्डा")
SENTENCES = (
    "सभी पाठक अपनी **पसंद की एक पुस्तक** साथ लाएँ और उसके बारे में दो मिनट बोलें।",
    "कार्यक्रम समय पर शुरू होगा; कृपया दस मिनट पहले पहुँचें।",
    "बच्चों के लिए अलग कोना है, जहाँ चित्र, कागज़ और रंग मिलेंगे।",
    "आयोजन स्थल पर पीने का पानी, छाया और बैठने की व्यवस्था रहेगी।",
    "पुरानी किताबें दान की जा सकती हैं; फटी हुई किताबों की मरम्मत भी सिखाई जाएगी।",
    "प्रवेश सबके लिए खुला है, पंजीकरण की आवश्यकता नहीं है।",
    "अंत में *खुली चर्चा* होगी, और अगली बैठक की पुस्तक मिलकर चुनी जाएगी।",
    "व्हीलचेयर के लिए रैंप मुख्य द्वार के दाईं ओर है।",
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the tree; `parent` is empty for the whole state."""

    id: str
    level: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the campaign; `ends` is inclusive."""

    id: str
    name: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `start` and `end` are both dates (the end inclusive) or both local times of one day."""

    id: str
    title: str
    phase: str
    area: str
    start: date | datetime
    end: date | datetime
    venue: str
    address: str
    description: str

    @property
    def all_day(self) -> bool:
        """Whether it has dates only (a datetime is a date too, hence the exact type)."""
        return type(self.start) is date


def _areas() -> tuple[Area, ...]:
    """1 state, 5 regions, 75 districts of 15 each."""
    names = [first + second for first in FIRST_HALVES for second in SECOND_HALVES]
    regions = [Area(f"region-{n}", "region", f"{word} अंचल", "state") for n, word in enumerate(DIRECTIONS, 1)]
    districts = [
        Area(f"district-{n:02}", "district", name, f"region-{(n - 1) % len(regions) + 1}")
        for n, name in enumerate(names, 1)
    ]
    return (Area("state", "state", "सूर्यप्रदेश", ""), *regions, *districts)


def _phases() -> tuple[Phase, ...]:
    """Six phases which fill the campaign's days without a gap."""
    days = (ENDS - STARTS).days + 1
    edges = [STARTS + timedelta(days * n // len(PHASE_NAMES)) for n in range(len(PHASE_NAMES) + 1)]
    spans = zip(PHASE_NAMES, pairwise(edges), strict=True)
    return tuple(
        Phase(f"phase-{number}", name, starts, following - timedelta(1))
        for number, (name, (starts, following)) in enumerate(spans, 1)
    )


AREAS = _areas()
PHASES = _phases()
DISTRICTS = tuple(area for area in AREAS if area.level == "district")


def programme(count: int, seed: int = 2026, districts: Sequence[Area] = DISTRICTS) -> Iterator[Event]:
    """Yield `count` events, always the same ones; one at a time, so that the bench itself stays small."""
    random = Random(seed)
    for number in range(count):
        district, phase = districts[number % len(districts)], random.choice(PHASES)
        whole_days = (number + number // len(districts)) % 5 == 0  # one in five, everywhere
        start, end = _dates(random, phase) if whole_days else _hours(random, phase)
        title = f"{random.choice(OPENINGS)}: {random.choice(TOPICS)}, {district.name}"
        sentences = random.sample(SENTENCES, 5)
        yield Event(
            id=f"{district.id}-{number:05}",
            title=title,
            phase=phase.id,
            area=district.id,
            start=start,
            end=end,
            venue=f"{random.choice(HALLS)} {number + 1}",
            address=f"{random.randint(1, 400)}, {random.choice(STREETS)}; {district.name}",
            description=" ".join(sentences[:3]) + "\n\n" + " ".join(sentences[3:]),
        )


def _day(random: Random, phase: Phase) -> date:
    return phase.starts + timedelta(random.randrange((phase.ends - phase.starts).days + 1))


def _dates(random: Random, phase: Phase) -> tuple[date, date]:
    """One to three whole days inside the phase."""
    day = _day(random, phase)
    return day, min(day + timedelta(random.randrange(3)), phase.ends)


def _hours(random: Random, phase: Phase) -> tuple[datetime, datetime]:
    """One to three hours of one day inside the phase."""
    start = datetime.combine(_day(random, phase), time(random.randint(8, 18), random.choice((0, 15, 30, 45))))
    return start, start + timedelta(minutes=random.choice((60, 90, 120, 180)))


def write_ours(
    folder: Path, events: Iterable[Event], areas: Sequence[Area] = AREAS, languages: Sequence[str] = (LANGUAGE,)
) -> None:
    """Write the campaign and its events as the content folder of a site of ours; every text is Hindi, also where
    there are several languages."""
    content = folder / "content"
    for area in areas:
        if area.level == "district":
            (content / "events" / area.id).mkdir(parents=True, exist_ok=True)
    (content / "campaign.yaml").write_text(_campaign_yaml(areas, languages), encoding="utf-8")
    for event in events:
        write_our_event(folder, event, languages)


def write_our_event(folder: Path, event: Event, languages: Sequence[str] = (LANGUAGE,)) -> None:
    """Write the one file of an event, over the one that is there."""
    path = folder / "content" / "events" / event.area / f"{event.id}.yaml"
    path.write_text(_event_yaml(event, languages), encoding="utf-8")


def quoted(text: str) -> str:
    """A text as a double-quoted scalar, which YAML shares with JSON."""
    return json.dumps(text, ensure_ascii=False)


def _text(text: str, languages: Sequence[str]) -> str:
    """A text in one language, or the same one in each of several."""
    if len(languages) == 1:
        return quoted(text)
    return "{" + ", ".join(f"{language}: {quoted(text)}" for language in languages) + "}"


def _event_yaml(event: Event, languages: Sequence[str]) -> str:
    start = f"{event.start:%Y-%m-%d}" if event.all_day else f"{event.start:%Y-%m-%d %H:%M}"
    end = f"{event.end:%Y-%m-%d}" if event.all_day else f"{event.end:%H:%M}"
    if len(languages) == 1:
        lines = "".join(f"  {line}\n" if line else "\n" for line in event.description.splitlines())
        description = f"|\n{lines}"
    else:
        description = f"{_text(event.description, languages)}\n"
    return (
        f"id: {event.id}\n"
        f"title: {_text(event.title, languages)}\n"
        f"phase: {event.phase}\n"
        f"area: {event.area}\n"
        f"start: {start}\n"
        f"end: {end}\n"
        f"venue:\n"
        f"  name: {_text(event.venue, languages)}\n"
        f"  address: {_text(event.address, languages)}\n"
        f"description: {description}"
    )


def _campaign_yaml(areas: Sequence[Area], languages: Sequence[str]) -> str:
    levels = dict.fromkeys(area.level for area in areas)
    lines = [
        f"name: {_text(NAME, languages)}",
        f"summary: {_text(SUMMARY, languages)}",
        f"url: {URL}",
        f"uid_domain: {UID_DOMAIN}",
        f"languages: [{', '.join(languages)}]",
        f"timezone: {ZONE}",
        f"starts: {STARTS}",
        f"ends: {ENDS}",
        "levels:",
        *(f"  - {{id: {level}, name: {_text(LEVELS[level], languages)}}}" for level in levels),
        "areas:",
        *_area_lines(areas, "", "", languages),
        "phases:",
        *(
            f"  - {{id: {p.id}, name: {_text(p.name, languages)}, starts: {p.starts}, ends: {p.ends}}}"
            for p in PHASES
        ),
    ]
    return "\n".join(lines) + "\n"


def _area_lines(areas: Sequence[Area], parent: str, indent: str, languages: Sequence[str]) -> Iterator[str]:
    """The areas below `parent` as nested YAML."""
    for area in (area for area in areas if area.parent == parent):
        yield f"{indent}  - id: {area.id}"
        yield f"{indent}    level: {area.level}"
        yield f"{indent}    name: {_text(area.name, languages)}"
        below = list(_area_lines(areas, area.id, indent + "    ", languages))
        if below:
            yield f"{indent}    areas:"
            yield from below
