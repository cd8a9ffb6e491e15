"""What people type for days, hours and weekdays, and what a message can propose for it; whatever it proposes is read
as just that."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from babel.dates import format_date
from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign_calendar.content import clock, meant
from campaign_calendar.content.moments import DAY, END, MOMENT, WEEKDAY, Hour
from campaign_calendar.content.reading import Reading
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import plain_digits
from campaign_calendar.located import Scalar
from campaign_calendar.model import Weekday
from campaign_calendar.problems import Place

LANGUAGES = ("hi", "ta", "de")  # English is always known
YEAR = 2018
PROPOSING = {
    **dict.fromkeys(
        ("date-order", "time-meant", "time-zoned", "weekday-meant", "odd-character", "meant"), ("instead",)
    ),
    **dict.fromkeys(("date-range", "time-range"), ("start", "end")),
}


def moment(text: str) -> str:
    return meant.moment(text, LANGUAGES, YEAR)


def read(type: Single, text: str) -> tuple[object, list[tuple[str, dict[str, str]]]]:
    """What a type makes of a text, and its problems."""
    reading = Reading(languages=LANGUAGES, timezone="UTC", year=YEAR)
    value = type.read(Scalar(text, Place("content/events/evening.yaml", 1, 8)), "start", reading)
    return value, [(each.rule, dict(each.values)) for each in reading.problems]


def proposals(type: Single, text: str) -> list[str]:
    """What is proposed where a text is refused."""
    return [values[name] for rule, values in read(type, text)[1] for name in PROPOSING.get(rule, ())]


def written(value: object) -> str:
    """A value that was read, as it is to be written."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Hour):
        return f"{value.time:%H:%M}"
    if isinstance(value, Weekday):
        name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[value.number]
        return f"{'last' if value.place < 0 else value.place or ''} {name}".strip()
    assert isinstance(value, date)
    return str(value)


# --- days


DAYS = {
    # by numbers
    "22/11/2018": "2018-11-22",
    "22/11/18": "2018-11-22",
    "22-11-2018": "2018-11-22",
    "22-11-18": "2018-11-22",
    "22.11.2018": "2018-11-22",
    "22.11.18": "2018-11-22",
    "22 11 2018": "2018-11-22",
    "5/1/2018": "2018-01-05",
    "05/01/2018": "2018-01-05",
    "11/12/2018": "2018-12-11",
    "12/31/2018": "2018-12-31",  # this is no day otherwise
    "29/02/2020": "2020-02-29",
    "2018/11/22": "2018-11-22",
    "2018.11.22": "2018-11-22",
    "2018/1/5": "2018-01-05",
    "2018-1-5": "2018-01-05",
    "2018 11 22": "2018-11-22",
    # by names
    "22 November 2018": "2018-11-22",
    "22 NOVEMBER 2018": "2018-11-22",
    "22 nov 2018": "2018-11-22",
    "22 Nov. 2018": "2018-11-22",
    "22-Nov-2018": "2018-11-22",
    "22-Nov-18": "2018-11-22",
    "22Nov2018": "2018-11-22",
    "22/Nov/2018": "2018-11-22",
    "22 Nov '18": "2018-11-22",
    "22 Nov": "2018-11-22",
    "22 November": "2018-11-22",
    "22nd November 2018": "2018-11-22",
    "22ND NOVEMBER 2018": "2018-11-22",
    "1st Nov 2018": "2018-11-01",
    "3rd Nov": "2018-11-03",
    "5th May, 2019": "2019-05-05",
    "November 22, 2018": "2018-11-22",
    "Nov 22 2018": "2018-11-22",
    "Nov 22nd, 2018": "2018-11-22",
    "Nov. 22": "2018-11-22",
    "Nov 22": "2018-11-22",
    "29 Feb 2020": "2020-02-29",
    "22 नवंबर 2018": "2018-11-22",
    "22 नवंबर": "2018-11-22",
    "22 नव॰ 2018": "2018-11-22",
    "5 मई, 2019": "2019-05-05",
    "22 நவம்பர் 2018": "2018-11-22",
    "22 நவம்பர், 2018": "2018-11-22",
    "22 நவ. 2018": "2018-11-22",
    "22 நவம்பர்": "2018-11-22",
    "22. November 2018": "2018-11-22",
    "22. Nov. 2018": "2018-11-22",
    "22. November": "2018-11-22",
    "1. März 2019": "2019-03-01",
    "3. Oktober": "2018-10-03",
    "22 DEZ 2018": "2018-12-22",
}
DAYS_AND_HOURS = {
    "22/11/2018 17:30": "2018-11-22 17:30",
    "22/11/2018, 17:30": "2018-11-22 17:30",
    "22/11/2018T17:30": "2018-11-22 17:30",
    "22/11/2018 at 5:30 pm": "2018-11-22 17:30",
    "22/11/2018 @ 5.30pm": "2018-11-22 17:30",
    "22.11.2018 um 17:30 Uhr": "2018-11-22 17:30",
    "22. November 2018, 17.30 Uhr": "2018-11-22 17:30",
    "22 Nov 17:30": "2018-11-22 17:30",
    "22 Nov 17.30": "2018-11-22 17:30",
    "22 Nov 18 17:30": "2018-11-22 17:30",
    "22 Nov 2018 1730": "2018-11-22 17:30",
    "22 Nov 2018 1730 hrs": "2018-11-22 17:30",
    "22 Nov 5 pm": "2018-11-22 17:00",
    "22 Nov 11 pm": "2018-11-22 23:00",
    "22 Nov 11pm": "2018-11-22 23:00",
    "22 Nov 10 a.m.": "2018-11-22 10:00",
    "22 Nov 17h30": "2018-11-22 17:30",
    "22 Nov 18 5 pm": "2018-11-22 17:00",
    "22 Nov 18 at 5 pm": "2018-11-22 17:00",
    "Nov 22, 2018 5:30 PM": "2018-11-22 17:30",
    "Nov 22 5:30 pm": "2018-11-22 17:30",
    "22/11/2018 17:30 IST": "2018-11-22 17:30",
    "22 नवंबर 2018 17:30": "2018-11-22 17:30",
    "22 நவம்பர் 17:30": "2018-11-22 17:30",
    "2018/11/22 17:30": "2018-11-22 17:30",
    "2018-11-22, 17:30": "2018-11-22 17:30",
}


DAYS |= {
    "Thu 22 Nov 2018": "2018-11-22",
    "Thursday, 22 November 2018": "2018-11-22",
    "22 November 2018 (Thursday)": "2018-11-22",
    "गुरुवार, 22 नवंबर 2018": "2018-11-22",
    "22 Novembr 2018": "2018-11-22",
    "43426": "2018-11-22",  # as spreadsheets keep it
}
DAYS_AND_HOURS |= {
    "17:30, 22 Nov 2018": "2018-11-22 17:30",
    "5:30 pm on 22/11/2018": "2018-11-22 17:30",
    "22 Nov शाम 5 बजे": "2018-11-22 17:00",
    "22 नवंबर 11 बजे": "2018-11-22 11:00",
    "22 Nov 2018 11 बजे": "2018-11-22 11:00",
    "22. November 17 Uhr": "2018-11-22 17:00",
    "43426.729166": "2018-11-22 17:30",
}
TWO_DAYS = {
    "22-25 Nov": ("2018-11-22", "2018-11-25"),
    "22 to 25 November 2018": ("2018-11-22", "2018-11-25"),
    "22/11/2018 - 25/11/2018": ("2018-11-22", "2018-11-25"),
    "2018-11-22 - 2018-11-25": ("2018-11-22", "2018-11-25"),
    "2018-11-22 to 25": ("2018-11-22", "2018-11-25"),
    "22 Nov - 2 Dec": ("2018-11-22", "2018-12-02"),
    "22 नवंबर से 25 नवंबर तक": ("2018-11-22", "2018-11-25"),
    "22. bis 25. November": ("", ""),
    "25-22 Nov": ("", ""),
    "22-22 Nov": ("", ""),
    "22-31 Nov": ("", ""),
    "0-22 Nov": ("", ""),
    "2018-11-22 to 31": ("", ""),
    "2018-11-22 to 100": ("", ""),
    "22/11/2018 - 24/11/2018 - 26/11/2018": ("", ""),
}


@pytest.mark.parametrize("text", TWO_DAYS)
def test_two_days(text: str) -> None:
    assert meant.days(text, LANGUAGES, YEAR) == TWO_DAYS[text]
    if TWO_DAYS[text][0]:
        assert proposals(MOMENT, text) == proposals(END, text) == [*TWO_DAYS[text]]


@pytest.mark.parametrize(
    "text, zone, expected",
    [
        ("2018-11-22T12:00:00Z", "Asia/Kolkata", "2018-11-22 17:30"),
        ("2018-11-22T12:00Z", "Asia/Kolkata", "2018-11-22 17:30"),
        ("2018-11-22T17:30:00+05:30", "Asia/Kolkata", "2018-11-22 17:30"),
        ("2018-11-22 17:30+05:30", "Asia/Kolkata", "2018-11-22 17:30"),
        ("2018-11-22T22:00:00Z", "Asia/Kolkata", "2018-11-23 03:30"),
        ("2018-07-22T12:00:00Z", "Europe/Berlin", "2018-07-22 14:00"),
        ("2018-11-22T12:00:00", "Asia/Kolkata", ""),
        ("2018-11-22 17:30-19:00", "Asia/Kolkata", ""),
        ("2018-11-22", "Asia/Kolkata", ""),
    ],
)
def test_times_of_another_zone(text: str, zone: str, expected: str) -> None:
    assert meant.zoned(text, zone) == expected


@pytest.mark.parametrize("text", DAYS | DAYS_AND_HOURS)
def test_days(text: str) -> None:
    assert moment(text) == (DAYS | DAYS_AND_HOURS)[text]


@pytest.mark.parametrize("text", DAYS | DAYS_AND_HOURS)
def test_proposed_where_a_day_and_perhaps_an_hour_is_expected(text: str) -> None:
    for type in (MOMENT, END):
        assert proposals(type, text) == [(DAYS | DAYS_AND_HOURS)[text]]


@pytest.mark.parametrize("text", [text for text in DAYS | DAYS_AND_HOURS if not text.startswith("2018-11")])
def test_where_a_day_alone_is_expected_no_hour_is_proposed(text: str) -> None:
    assert proposals(DAY, text) == [(DAYS | DAYS_AND_HOURS)[text][:10]]


def test_a_day_without_a_year_is_of_the_campaigns_first() -> None:
    assert meant.moment("22 Nov", ("en",), 2019) == "2019-11-22"
    assert meant.moment("22 Nov", ("en",), None) == ""
    assert meant.moment("29 Feb", ("en",), 2019) == ""
    assert meant.moment("29 Feb", ("en",), 2020) == "2020-02-29"


def test_names_are_of_the_campaigns_languages_or_english() -> None:
    assert meant.moment("1 März 2019", ("de",), None) == "2019-03-01"
    assert meant.moment("1 März 2019", ("hi",), None) == ""
    assert meant.moment("1 March 2019", ("hi",), None) == "2019-03-01"
    assert meant.moment("1 mai 2019", ("fr", "xx", "zh-Hant"), None) == "2019-05-01"
    assert meant.weekday("Mittwoch", ("de",)) == "wed"
    assert meant.weekday("Mittwoch", ("hi",)) == ""


def test_a_name_that_means_another_month_in_english_means_what_it_does_in_the_campaigns_language() -> None:
    """`May` is November in Basaa; first languages go before later ones."""
    assert meant.moment("1 may 2019", ("bas",), None) == "2019-11-01"
    assert meant.moment("1 may 2019", ("bas", "en"), None) == "2019-11-01"
    assert meant.moment("1 may 2019", ("en", "bas"), None) == "2019-05-01"


# --- hours


HOURS = {
    "5:30 pm": "17:30",
    "5:30pm": "17:30",
    "5:30 PM": "17:30",
    "5:30 Pm": "17:30",
    "5:30 p.m.": "17:30",
    "5:30 p.m": "17:30",
    "5:30 pm.": "17:30",
    "5:30 p": "17:30",
    "5.30 pm": "17:30",
    "05:30 PM": "17:30",
    "5 pm": "17:00",
    "5pm": "17:00",
    "5 P.M.": "17:00",
    "5:30 am": "05:30",
    "5:30 a.m.": "05:30",
    "5:30 A": "05:30",
    "12 pm": "12:00",
    "12:30 pm": "12:30",
    "12 am": "00:00",
    "12:30 AM": "00:30",
    "17.30": "17:30",
    "17.30.": "",  # a day and a month, and more is missing
    "17h30": "17:30",
    "17H30": "17:30",
    "17:30 Uhr": "17:30",
    "17.30 Uhr": "17:30",
    "17:30h": "17:30",
    "17:30 hrs": "17:30",
    "1730": "17:30",
    "0730": "07:30",
    "1730 hrs": "17:30",
    "1730h": "17:30",
    "17:30:00": "17:30",
    "17:30:00.000": "17:30",
    "5:30:00 PM": "17:30",
    "17:30 IST": "17:30",
    "17:30 ist": "17:30",
    "17:30 CEST": "17:30",
    "5:30 pm IST": "17:30",
    "5:30 IST": "",  # which half of the day is not said
    "5:30 PST": "",  # no p.m.
    "5:30 AST": "",
    "5:30 PKT": "",
    "05:30 PKT": "05:30",
    "10:30 AEST": "10:30",
    "17:30 PST": "17:30",
    "6:30 sham": "18:30",
    "6:30 eve": "18:30",
    "6:30 soir": "",
    "शाम 5:30 बजे": "17:30",
    "5:30 शाम": "17:30",
    "सुबह 10 बजे": "10:00",
    "दोपहर 12 बजे": "12:00",
    "रात 10 बजे": "22:00",
    "மாலை 5:30": "17:30",
    "காலை 10": "10:00",
    "abends 7 Uhr": "19:00",
    "7 Uhr abends": "19:00",
    "11 at night": "23:00",
    "17:30 (evening)": "17:30",
    "रात 2 बजे": "02:00",
    "10 बजे": "10:00",
    "5 बजे": "",
    "5:30 in the evening": "17:30",
    "11 baje": "11:00",
    "shaam 6:30": "18:30",
    "sham 5 baje": "17:00",
    "subah 10 baje": "10:00",
    "dopahar 1 baje": "13:00",
    "raat 9 baje": "21:00",
    "सायं 5 बजे": "17:00",
    "प्रातः 9 बजे": "09:00",
    "शाम 8 बजे": "20:00",
    "शाम साढ़े छह बजे": "18:30",
    "सवा दस बजे": "10:15",
    "पौने बारह बजे": "11:45",
    "रात पौने एक बजे": "00:45",
    "दोपहर डेढ़ बजे": "13:30",
    "half past ten": "10:30",
    "halb elf": "10:30",
    "11ः00": "11:00",
    "10-30": "10:30",
    "11:00,": "11:00",
    "11:00 onwards": "11:00",
    "16:00 (शाम 4 बजे)": "16:00",
    "4:00 (शाम)": "16:00",
    "17 Uhr": "17:00",
    "6.30 baje": "",
    "साढ़े छह बजे": "",
    "5": "",
    "17": "",
    "5 o'clock": "",
    "24:00": "",
    "17:60": "",
    "13 pm": "",
    "13:30 pm": "",
    "17:30 pm": "",
    "22.11.": "",
    "": "",
}


@pytest.mark.parametrize("text", HOURS)
def test_hours(text: str) -> None:
    assert clock.hour(text, LANGUAGES) == HOURS[text]


@pytest.mark.parametrize("text", [text for text, hour in HOURS.items() if hour])
def test_proposed_where_an_hour_is_expected(text: str) -> None:
    assert proposals(END, text) == [HOURS[text]]
    [(rule, values)] = read(MOMENT, f"2018-11-22 {text}")[1]
    proposed = values["before"] if rule == "time-after-midnight" else values["instead"]
    assert proposed == f"2018-11-22 {HOURS[text]}"
    assert [rule for rule, _ in read(MOMENT, text)[1]] == ["day-missing"]


RANGES = {
    "17:30-19:00": ("17:30", "19:00"),
    "17:30 - 19:00": ("17:30", "19:00"),
    "17:30–19:00": ("17:30", "19:00"),
    "17:30 — 19:00": ("17:30", "19:00"),
    "17:30 to 19:00": ("17:30", "19:00"),
    "17.30-19.00": ("17:30", "19:00"),
    "1730-1900": ("17:30", "19:00"),
    "1730-1900 hrs": ("17:30", "19:00"),
    "5:30 pm - 7:00 pm": ("17:30", "19:00"),
    "5:30 pm to 7 pm": ("17:30", "19:00"),
    "5:30-7 pm": ("17:30", "19:00"),
    "5-7 pm": ("17:00", "19:00"),
    "5 to 7PM": ("17:00", "19:00"),
    "5-7 P.M.": ("17:00", "19:00"),
    "9-11 am": ("09:00", "11:00"),
    "10-2 pm": ("10:00", "14:00"),
    "11:30-12:30 pm": ("11:30", "12:30"),
    "9:30 - 5 pm": ("09:30", "17:00"),
    "10:30 am - 1 pm": ("10:30", "13:00"),
    "10 am-1 pm": ("10:00", "13:00"),
    "12-2 pm": ("12:00", "14:00"),
    "12:30-2 am": ("00:30", "02:00"),
    "17:30-7 pm": ("17:30", "19:00"),
    "11-1 am": ("23:00", "01:00"),
    "10 pm - 1 am": ("22:00", "01:00"),
    "22:00-02:00": ("22:00", "02:00"),
    "17:30 से 19:00": ("17:30", "19:00"),
    "17:30 bis 19:00 Uhr": ("17:30", "19:00"),
    "शाम 5:30 से 7 बजे": ("17:30", "19:00"),
    "शाम 5:30 से 7:30": ("17:30", "19:30"),
    "5:30 से 7:30 शाम": ("17:30", "19:30"),
    "सुबह 9 बजे से शाम 5 बजे तक": ("09:00", "17:00"),
    "सुबह 10 से 14:30": ("10:00", "14:30"),
    "10:30-2 दोपहर": ("10:30", "14:00"),
    "abends 7 bis 9 Uhr": ("19:00", "21:00"),
    "सुबह 10 से 2:30": ("", ""),  # 2:30 is no morning hour, and which else is not said
    "9 in the morning to 5 in the evening": ("09:00", "17:00"),
    "10:30-2:30": ("10:30", "14:30"),
    "5:30-7:30": ("", ""),
    "5-7": ("", ""),
    "17:30": ("", ""),
    "17:30-": ("", ""),
    "-19:00": ("", ""),
    "17:30-19:00-21:00": ("", ""),
    "2018-11-22": ("", ""),
}


@pytest.mark.parametrize("text", RANGES)
def test_two_hours(text: str) -> None:
    assert clock.hours(text, LANGUAGES) == RANGES[text]


HALVES = {
    "6:30": ("06:30", "18:30"),
    "6.30": ("06:30", "18:30"),
    "6:30 baje": ("06:30", "18:30"),
    "4 बजे": ("04:00", "16:00"),
    "साढ़े छह बजे": ("06:30", "18:30"),
    "ढाई बजे": ("02:30", "14:30"),
    "5 o'clock": ("05:00", "17:00"),
    "06:30": (),
    "0:30": (),
    "10:30": (),
    "6": (),
}


@pytest.mark.parametrize("text", HALVES)
def test_an_hour_of_one_digit_may_be_in_the_morning_or_in_the_evening(text: str) -> None:
    assert clock.halves(text, LANGUAGES) == HALVES[text]
    if HALVES[text]:
        for type, before in ((END, ""), (MOMENT, "2018-11-22 ")):
            [(rule, values)] = read(type, before + text)[1]
            assert (rule, values["morning"], values["evening"]) == (
                "time-either",
                *(before + hour for hour in HALVES[text]),
            )


LENGTHS = {
    "2 hours": 120,
    "2 h": 120,
    "90 min": 90,
    "1:30 hours": 90,
    "2 घंटे": 120,
    "डेढ़ घंटे": 90,
    "14 hours": 0,
    "17:30": 0,
    "17:30h": 0,
    "2": 0,
}


@pytest.mark.parametrize("text", LENGTHS)
def test_lengths(text: str) -> None:
    assert clock.length(text) == LENGTHS[text]


@pytest.mark.parametrize("text", [text for text, (start, _) in RANGES.items() if start])
def test_two_hours_are_proposed_as_start_and_end(text: str) -> None:
    """In `end`, where no day stands in front of them, the second: `start` needs a day."""
    start, end = RANGES[text]
    assert proposals(MOMENT, f"2018-11-22 {text}") == [f"2018-11-22 {start}", end]
    assert proposals(END, f"2018-11-22 {text}") == [f"2018-11-22 {start}", end]
    assert proposals(END, text) == [end]
    assert [rule for rule, _ in read(MOMENT, text)[1]] == ["day-missing"]


# --- weekdays


NAMES = {
    "Monday": "mon",
    "MONDAY": "mon",
    "Mon": "mon",
    "MON": "mon",
    "Mon.": "mon",
    "thursday": "thu",
    "Mondays": "mon",
    "every Monday": "mon",
    "on Friday": "fri",
    "हर सोमवार": "mon",
    "jeden Montag": "mon",
    "2nd Saturday": "2 sat",
    "second sat": "2 sat",
    "First Monday": "1 mon",
    "sixth Monday": "",
    "2 Saturday": "2 sat",
    "2 SAT": "2 sat",
    "last Friday": "last fri",
    "-1 Friday": "-1 fri",
    "सोमवार": "mon",
    "सोम": "mon",
    "2 शनिवार": "2 sat",
    "last शुक्रवार": "last fri",
    "திங்கள்": "mon",
    "2 சனி": "2 sat",
    "Montag": "mon",
    "Mo": "mon",
    "Mo.": "mon",
    "2 Samstag": "2 sat",
    "So": "sun",
    "6 Monday": "",
    "0 Monday": "",
    "next Friday": "",
    "Mon Tue": "",
    "day": "",
    "": "",
    "2": "",
}


@pytest.mark.parametrize("text", NAMES)
def test_weekdays(text: str) -> None:
    assert meant.weekday(text, LANGUAGES) == NAMES[text]
    assert proposals(WEEKDAY, text) == ([NAMES[text]] if NAMES[text] else [])


# --- digits of any script


@pytest.mark.parametrize(
    "text, expected",
    [
        ("२२/११/२०१८", "2018-11-22"),
        ("२२ नवंबर २०१८", "2018-11-22"),
        ("२२/११/२०१८ ५:३० pm", "2018-11-22 17:30"),
        ("௨௨ நவம்பர் ௨௦௧௮", "2018-11-22"),
        ("۲۲/۱۱/۲۰۱۸", "2018-11-22"),
        ("22/11/2018", "2018-11-22"),
    ],
)
def test_digits_of_any_script(text: str, expected: str) -> None:
    assert moment(plain_digits(text)) == expected
    assert proposals(MOMENT, text) == [expected]


# --- what nobody could mean


NOTHING = [
    *("11/11/11/11", "99-99-2018", "00/00/2018", "31/02/2018", "29.02.2019", "32 Nov 2018", "0 Nov 2018", "30 Feb"),
    *("next friday", "tomorrow", "soon", "kal", "कल", "22", "Nov", "Nov 2018", "22 of", "22nd", "the 22nd"),
    *("22//11//2018", "22/11", "22/11/201", "22/11/20188", "222/11/2018", "2018-W47", "2018-326", "1541800000"),
    *(
        "22/11 - 24/11",
        "25-22 Nov 2018",
        "22 Nov 5-7",
        "22/11/2018 and 24/11/2018",
        "22/11/2018 25:00",
        "22 Nov 5:60 pm",
    ),
    *("22/11/1018", "22/11/2200", "0000-00-00", "2018-13-01", "2018/22/11", "22 Nov 17 18"),
    *("²²/¹¹/²⁰¹⁸", "½", "²", "①/②/2018", "10**9", "-5", "1.5", "?", "-", " ", ":", "T", "at", "at 5 pm at"),
    *("25:00", "5:5", "5:5 pm", "5 to", "to 7", "noon", "12 noon", "17:30 or 19:00", "5 pm 5 pm", "5:30 soir"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_proposed_for_what_means_nothing(text: str) -> None:
    for type in (DAY, MOMENT, END, WEEKDAY):
        value, problems = read(type, text)
        assert value is None and problems
        assert proposals(type, text) == []
    assert (moment(text), clock.hour(text), clock.hours(text), meant.weekday(text, LANGUAGES)) == (
        *("", ""),
        ("", ""),
        "",
    )


# --- of any text

PIECES = [
    *("0", "1", "2", "5", "7", "9", "10", "11", "12", "13", "17", "18", "22", "28", "29", "30", "31", "2018", "1730"),
    *("-", "/", ".", ":", " ", ", ", "T", "–", "at ", " to ", "@", "'", "st", "nd", "th"),
    *("am", "pm", "a.m.", "PM", "p", "h", "hrs", "Uhr", "um ", "IST", "CET", "PST", "sham"),
    *(
        "Nov",
        "november",
        "May",
        "नवंबर",
        "मई",
        "நவம்பர்",
        "நவ.",
        "März",
        "Dez.",
        "Monday",
        "sat",
        "शनिवार",
        "last",
        "-1",
    ),
    *("५", "२०१८", "²", "٣", "\u00a0", "\u200c", "०"),
    *("2018-11-22", "22/11/2018", "17:30", "5:30 pm", "1/2/2019", "Sat"),
]
TYPED = st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=30)
ANY = settings(deadline=None, max_examples=400)


@ANY
@given(TYPED)
@example("22.11.")
@example("2018-11-22 ")
@example("2018-11-22 5:30-7 pm")
@example("17:30-19:00")
@example("22/11/2018 17:30")
def test_what_is_proposed_is_read_as_just_that(text: str) -> None:
    for type in (DAY, MOMENT, END, WEEKDAY):
        value, problems = read(type, text)
        assert (value is None) == bool(problems)
        for rule, values in problems:
            if PROPOSING.get(rule) == ("start", "end"):
                for kind, name in ((MOMENT, "start"), (END, "end")):
                    then, wrong = read(kind, values[name])
                    assert not wrong
                    assert written(then) == values[name]
            elif rule in PROPOSING:
                assert values["instead"] != text
                then, wrong = read(type, values["instead"])
                assert not wrong
                assert rule == "odd-character" or written(then) == values["instead"]


@ANY
@given(TYPED)
def test_any_text_is_answered(text: str) -> None:
    for each in (text, plain_digits(text)):  # only the latter is asked for by those who read
        first, last = clock.hours(each)
        found = (moment(each), meant.weekday(each, LANGUAGES), clock.hour(each), clock.is_like_an_hour(each))
        assert bool(first) == bool(last)
    day, weekday, hour, _ = found
    assert not day or written(read(MOMENT, day)[0]) == day
    assert not weekday or isinstance(read(WEEKDAY, weekday)[0], Weekday)
    for each in (first, last, hour):
        assert not each or written(read(END, each)[0]) == each


CLOCK = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@ANY
@given(DATES, CLOCK, st.sampled_from([" ", "  ", "T"]))
def test_of_what_is_accepted_nothing_else_is_proposed(day: date, hour: time, between: str) -> None:
    for text, type, plain in (
        (str(day), MOMENT, str(day)),
        (f"{day}{between}{hour:%H:%M}", MOMENT, f"{day} {hour:%H:%M}"),
        (f"{day}{between}{hour:%H:%M}", END, f"{day} {hour:%H:%M}"),
        (f"{hour:%H:%M}", END, f"{hour:%H:%M}"),
    ):
        value, problems = read(type, text)
        assert not problems
        assert written(value) == plain
        assert moment(text) in ("", plain)
        assert clock.hour(text) in ("", plain)
        assert clock.hours(text) == ("", "")


@ANY
@given(st.sampled_from(["", "1 ", "2 ", "5 ", "last ", "-1 "]), st.sampled_from(range(7)))
def test_of_a_weekday_that_is_accepted_nothing_else_is_proposed(place: str, number: int) -> None:
    text = place + ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number]
    assert not read(WEEKDAY, text)[1]
    assert meant.weekday(text, LANGUAGES) == text


WAYS = [
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d:02}.{m:02}.{y}",
    "{d} {m} {y}",
    "{y}/{m}/{d}",
    "{y}.{m:02}.{d:02}",
]
LATE = [" pm", "pm", " PM", " p.m.", "P.M."]
EARLY = [" am", "am", " AM", " a.m.", "A.M."]


@ANY
@given(DATES, st.sampled_from(WAYS), st.sampled_from(["hi", "ta", "de", "en"]), st.sampled_from(["long", "medium"]))
def test_a_day_as_people_write_it_is_understood(day: date, way: str, language: str, width: str) -> None:
    assert moment(way.format(d=day.day, m=day.month, y=day.year)) == str(day)
    named = format_date(day, width, locale=language)
    if width == "long" or language != "de":  # 22.11.2018 is tried above
        assert moment(named) == str(day), named


@ANY
@given(CLOCK, st.integers(0, 4), st.sampled_from([":", "."]))
def test_an_hour_as_people_write_it_is_understood(hour: time, way: int, point: str) -> None:
    half = (LATE if hour.hour >= 12 else EARLY)[way]
    assert clock.hour(f"{hour.hour % 12 or 12}{point}{hour.minute:02}{half}") == f"{hour:%H:%M}"
    assert clock.hour(f"{hour.hour:02}{point}{hour.minute:02}") == f"{hour:%H:%M}"
    either = clock.halves(f"{hour.hour}{point}{hour.minute:02}")
    assert f"{hour:%H:%M}" in either if 0 < hour.hour < 10 else not either
    assert clock.hour(f"{hour.hour:02}{hour.minute:02} hrs") == f"{hour:%H:%M}"
