"""Dates, times, ranges and counts are worded as CLDR words them, letter for letter."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from campaign_calendar.model import Days, Hours, Language, Occurrence, Window
from campaign_calendar.theme import own_folder, words
from campaign_calendar.wording import Wording, is_time_pattern

INDIA = timezone(timedelta(hours=5, minutes=30))
THIN = "\u2009"  # CLDR's space round the dash of an English range
NARROW = "\u202f"  # CLDR's space before an English pm


def wording(code: str, locale: str) -> Wording:
    """A language with the words of the tool: its own where the tool carries it, else the English ones."""
    carried = code if code in ("hi", "en") else "en"
    return Wording(Language(code, locale, "ltr"), words((own_folder(),), carried))


HINDI = wording("hi", "hi_IN")
ENGLISH = wording("en", "en_IN")
GERMAN = wording("de", "de_DE")
TAMIL = wording("ta", "ta_IN")


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=INDIA)


def days(first: str, last: str = "", *, later: bool = False) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last or first), hour_later=later)


def hours(start: str, end: str = "") -> Hours:
    return Hours(moment(start), moment(end) if end else None)


# --- days ---


@pytest.mark.parametrize(
    ("first", "last", "hindi", "english", "german", "tamil"),
    [
        # one day
        (
            "2018-11-10",
            "2018-11-10",
            "10 नवंबर 2018",
            "10 November 2018",
            "10. November 2018",
            "10 நவம்பர், 2018",
        ),
        # within a month
        (
            "2018-11-12",
            "2018-11-20",
            "12–20 नवंबर 2018",
            "12–20 November 2018",
            "12.–20. November 2018",
            "12 – 20 நவம்பர், 2018",
        ),
        # across months
        (
            "2018-11-12",
            "2018-12-03",
            "12 नवंबर – 3 दिसंबर 2018",
            f"12 November{THIN}–{THIN}3 December 2018",
            f"12. November{THIN}–{THIN}3. Dezember 2018",
            "12 நவம்பர் – 3 டிசம்பர், 2018",
        ),
        # across years
        (
            "2018-12-28",
            "2019-01-03",
            "28 दिसंबर 2018 – 3 जनवरी 2019",
            f"28 December 2018{THIN}–{THIN}3 January 2019",
            f"28. Dezember 2018{THIN}–{THIN}3. Januar 2019",
            "28 டிசம்பர், 2018 – 3 ஜனவரி, 2019",
        ),
        # the same days of the same month, a year apart
        (
            "2018-11-12",
            "2019-11-12",
            "12 नवंबर 2018 – 12 नवंबर 2019",
            f"12 November 2018{THIN}–{THIN}12 November 2019",
            f"12. November 2018{THIN}–{THIN}12. November 2019",
            "12 நவம்பர், 2018 – 12 நவம்பர், 2019",
        ),
    ],
)
def test_a_range_of_days_names_month_and_year_once(
    first: str, last: str, hindi: str, english: str, german: str, tamil: str
) -> None:
    said = [each.days(days(first, last)) for each in (HINDI, ENGLISH, GERMAN, TAMIL)]
    assert said == [hindi, english, german, tamil]


def test_a_window_is_worded_like_days() -> None:
    assert HINDI.days(Window(date(2018, 11, 21), date(2018, 11, 30))) == "21–30 नवंबर 2018"
    assert ENGLISH.days(Window(date(2018, 11, 21), date(2018, 11, 30))) == "21–30 November 2018"


def test_months_of_hindi() -> None:
    said = [HINDI.days(days(f"2018-{month:02}-12", f"2018-{month:02}-20")) for month in range(1, 13)]
    assert [each.removeprefix("12–20 ").removesuffix(" 2018") for each in said] == [
        *("जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून"),
        *("जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"),
    ]


@pytest.mark.parametrize(
    ("day", "hindi", "english"),
    [
        ("2018-11-10", "शनिवार, 10 नवंबर 2018", "Saturday, 10 November 2018"),
        ("2025-11-12", "बुधवार, 12 नवंबर 2025", "Wednesday, 12 November 2025"),
        ("2020-02-29", "शनिवार, 29 फ़रवरी 2020", "Saturday, 29 February 2020"),
    ],
)
def test_a_day_of_the_week(day: str, hindi: str, english: str) -> None:
    assert HINDI.day_of_week(date.fromisoformat(day)) == hindi
    assert ENGLISH.day_of_week(date.fromisoformat(day)) == english


def test_a_day_and_a_month() -> None:
    assert HINDI.day(date(2018, 11, 10)) == "10 नवंबर 2018"
    assert ENGLISH.day(date(2018, 11, 10)) == "10 November 2018"
    assert HINDI.month(date(2018, 11, 1)) == "नवंबर 2018"
    assert ENGLISH.month(date(2018, 11, 1)) == "November 2018"


@pytest.mark.parametrize(
    ("language", "order"),
    [(HINDI, (6, 0, 1, 2, 3, 4, 5)), (ENGLISH, (6, 0, 1, 2, 3, 4, 5)), (GERMAN, (0, 1, 2, 3, 4, 5, 6))],
)
def test_the_week_begins_where_the_locale_says(language: Wording, order: tuple[int, ...]) -> None:
    """On Sunday in India, which bare `hi` does not know."""
    assert language.weekdays() == order


def test_names_of_weekdays() -> None:
    assert " ".join(HINDI.weekday(n) for n in HINDI.weekdays()) == ("रविवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार")
    assert " ".join(HINDI.weekday(n, "abbreviated") for n in HINDI.weekdays()) == "रवि सोम मंगल बुध गुरु शुक्र शनि"
    assert " ".join(ENGLISH.weekday(n, "abbreviated") for n in ENGLISH.weekdays()) == "Sun Mon Tue Wed Thu Fri Sat"


# --- times ---


@pytest.mark.parametrize(
    ("hour", "hindi", "english", "german"),
    [
        (0, "रात 12:30", "12:30 am", "00:30"),
        (1, "रात 1:30", "1:30 am", "01:30"),
        (2, "रात 2:30", "2:30 am", "02:30"),
        (3, "रात 3:30", "3:30 am", "03:30"),
        (4, "सुबह 4:30", "4:30 am", "04:30"),
        (5, "सुबह 5:30", "5:30 am", "05:30"),
        (6, "सुबह 6:30", "6:30 am", "06:30"),
        (7, "सुबह 7:30", "7:30 am", "07:30"),
        (8, "सुबह 8:30", "8:30 am", "08:30"),
        (9, "सुबह 9:30", "9:30 am", "09:30"),
        (10, "सुबह 10:30", "10:30 am", "10:30"),
        (11, "सुबह 11:30", "11:30 am", "11:30"),
        (12, "दोपहर 12:30", "12:30 pm", "12:30"),
        (13, "दोपहर 1:30", "1:30 pm", "13:30"),
        (14, "दोपहर 2:30", "2:30 pm", "14:30"),
        (15, "दोपहर 3:30", "3:30 pm", "15:30"),
        (16, "शाम 4:30", "4:30 pm", "16:30"),
        (17, "शाम 5:30", "5:30 pm", "17:30"),
        (18, "शाम 6:30", "6:30 pm", "18:30"),
        (19, "शाम 7:30", "7:30 pm", "19:30"),
        (20, "रात 8:30", "8:30 pm", "20:30"),
        (21, "रात 9:30", "9:30 pm", "21:30"),
        (22, "रात 10:30", "10:30 pm", "22:30"),
        (23, "रात 11:30", "11:30 pm", "23:30"),
    ],
)
def test_the_hours_of_a_day(hour: int, hindi: str, english: str, german: str) -> None:
    """Hindi names the part of the day; English keeps am and pm, because its parts of the day read oddly."""
    at = moment(f"2018-11-10 {hour:02}:30")
    assert (HINDI.time(at), ENGLISH.time(at), GERMAN.time(at)) == (hindi, english.replace(" ", NARROW), german)


@pytest.mark.parametrize(
    ("time", "hindi", "english"),
    [
        ("00:00", "मध्यरात्रि 12:00", "12:00 am"),  # CLDR has a word of its own for this one minute
        ("00:01", "रात 12:01", "12:01 am"),
        ("03:59", "रात 3:59", "3:59 am"),
        ("04:00", "सुबह 4:00", "4:00 am"),
        ("11:59", "सुबह 11:59", "11:59 am"),
        ("12:00", "दोपहर 12:00", "12:00 pm"),
        ("15:59", "दोपहर 3:59", "3:59 pm"),
        ("16:00", "शाम 4:00", "4:00 pm"),
        ("19:59", "शाम 7:59", "7:59 pm"),
        ("20:00", "रात 8:00", "8:00 pm"),
        ("23:59", "रात 11:59", "11:59 pm"),
    ],
)
def test_midnight_noon_and_where_the_parts_of_a_day_meet(time: str, hindi: str, english: str) -> None:
    at = moment(f"2018-11-10 {time}")
    assert (HINDI.time(at), ENGLISH.time(at)) == (hindi, english.replace(" ", NARROW))


@pytest.mark.parametrize(
    ("span", "hindi", "english"),
    [
        (hours("2018-11-22 17:30", "2018-11-22 19:00"), "शाम 5:30 – शाम 7:00", "5:30 pm – 7:00 pm"),
        (hours("2018-11-22 10:00", "2018-11-22 13:15"), "सुबह 10:00 – दोपहर 1:15", "10:00 am – 1:15 pm"),
        (hours("2018-11-22 17:30"), "शाम 5:30", "5:30 pm"),
    ],
)
def test_hours_without_an_end_are_their_beginning(span: Hours, hindi: str, english: str) -> None:
    spaced = english.replace(" am", f"{NARROW}am").replace(" pm", f"{NARROW}pm")
    assert (HINDI.hours(span), ENGLISH.hours(span)) == (hindi, spaced)


# --- days and hours together ---


@pytest.mark.parametrize(
    ("occurrence", "hindi", "english"),
    [
        (days("2018-11-10"), "शनिवार, 10 नवंबर 2018", "Saturday, 10 November 2018"),
        (days("2018-11-12", "2018-11-20"), "12–20 नवंबर 2018", "12–20 November 2018"),
        (
            days("2018-11-10", later=True),
            "शनिवार, 10 नवंबर 2018 (समय बाद में)",
            "Saturday, 10 November 2018 (time later)",
        ),
        (
            days("2018-11-12", "2018-11-20", later=True),
            "12–20 नवंबर 2018 (समय बाद में)",
            "12–20 November 2018 (time later)",
        ),
        (
            hours("2018-11-22 18:30", "2018-11-22 20:00"),
            "गुरुवार, 22 नवंबर 2018, शाम 6:30 – रात 8:00",
            "Thursday, 22 November 2018, 6:30 pm – 8:00 pm",
        ),
        (hours("2018-11-22 18:30"), "गुरुवार, 22 नवंबर 2018, शाम 6:30", "Thursday, 22 November 2018, 6:30 pm"),
        (
            hours("2018-11-22 18:30", "2018-11-23 01:00"),
            "गुरुवार, 22 नवंबर 2018, शाम 6:30 – शुक्रवार, 23 नवंबर 2018, रात 1:00",
            "Thursday, 22 November 2018, 6:30 pm – Friday, 23 November 2018, 1:00 am",
        ),
        # the midnight that ends the day it began on
        (
            hours("2018-11-22 18:30", "2018-11-23 00:00"),
            "गुरुवार, 22 नवंबर 2018, शाम 6:30 – मध्यरात्रि 12:00",
            "Thursday, 22 November 2018, 6:30 pm – 12:00 am",
        ),
        # the midnight that opens the 24th, not the one that opened the 23rd
        (
            hours("2018-11-22 18:30", "2018-11-24 00:00"),
            "गुरुवार, 22 नवंबर 2018, शाम 6:30 – शनिवार, 24 नवंबर 2018, मध्यरात्रि 12:00",
            "Thursday, 22 November 2018, 6:30 pm – Saturday, 24 November 2018, 12:00 am",
        ),
    ],
)
def test_when_something_takes_place(occurrence: Occurrence, hindi: str, english: str) -> None:
    spaced = english.replace(" am", f"{NARROW}am").replace(" pm", f"{NARROW}pm")
    assert (HINDI.when(occurrence), ENGLISH.when(occurrence)) == (hindi, spaced)


# --- numbers, counts, words ---


@pytest.mark.parametrize(
    ("number", "hindi", "english", "german"),
    [
        (0, "0 आयोजन", "0 events", "0 events"),
        (1, "1 आयोजन", "1 event", "1 event"),
        (2, "2 आयोजन", "2 events", "2 events"),
        (1234567, "12,34,567 आयोजन", "12,34,567 events", "1.234.567 events"),
    ],
)
def test_counts_have_the_number_and_the_form_of_the_language(
    number: int, hindi: str, english: str, german: str
) -> None:
    said = [each.count("events_count", number) for each in (HINDI, ENGLISH, GERMAN)]
    assert said == [hindi, english, german]


def test_a_count_fills_in_further_values() -> None:
    assert ENGLISH.count("areas_dated", 19, dated=1) == "1 of 19 areas have a date"
    assert HINDI.count("areas_dated", 19, dated=1) == "19 में से 1 क्षेत्रों की तारीख घोषित"


def test_a_language_without_a_form_uses_its_other_one() -> None:
    polish = Wording(Language("pl", "pl_PL", "ltr"), {"n.one": "{n} dzień", "n.other": "{n} dni"})
    assert [polish.count("n", number) for number in (1, 2, 5)] == ["1 dzień", "2 dni", "5 dni"]


def test_words_are_filled_in() -> None:
    assert HINDI.say("summary_cancelled", title="बैठक") == "रद्द: बैठक"
    assert HINDI.say("summary_cancelled", title="{title}") == "रद्द: {title}"
    assert ENGLISH.say("status_postponed") == "Postponed"
    with pytest.raises(KeyError):
        ENGLISH.say("no_such_words")


@pytest.mark.parametrize(
    ("pattern", "fit"),
    [("short", True), ("B h:mm", True), ("H:mm", True), ("h 'o''clock'", True), ("QQQQQQQ", False), ("", False)],
)
def test_a_pattern_that_cannot_tell_the_time_is_noticed(pattern: str, fit: bool) -> None:
    assert is_time_pattern(pattern) is fit


def test_one_moment_has_its_own_hour_in_each_zone() -> None:
    """Two equal moments are one key of a dictionary, also where their clocks differ."""
    moment = datetime(2018, 11, 10, 21, 46, tzinfo=ZoneInfo("UTC"))
    assert HINDI.time(moment) == "रात 9:46"
    assert HINDI.time(moment.astimezone(ZoneInfo("Asia/Kolkata"))) == "रात 3:16"


@pytest.mark.parametrize("first", ["ur_PK", "de_DE", "ar_EG"])
def test_no_language_has_the_names_of_another(first: str) -> None:
    """Babel's locales share what they inherit, and the first to ask for the names of weekdays would give its own."""
    program = f"""
import babel
from campaign_calendar.cldr import Locale
babel.Locale.parse("{first}").days["stand-alone"]["abbreviated"]
Locale.parse("{first}").days["stand-alone"]["abbreviated"]
names = [Locale.parse(each).days["stand-alone"]["abbreviated"][0] for each in ("ta_LK", "de_DE", "bn_BD", "hi_IN")]
print(*names)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONUTF8": "1"})
    assert done.stdout.decode().split() == ["திங்.", "Mo", "সোম", "सोम"]


# --- what was, and what is ---


@pytest.mark.parametrize(
    ("was", "now", "hindi", "english", "german"),
    [
        # in the month only the day, and nothing of an hour that has stayed
        (
            hours("2018-11-22T17:30"),
            hours("2018-11-24T17:30"),
            ("22", "शनिवार, 24 नवंबर 2018, शाम 5:30"),
            ("22", f"Saturday, 24 November 2018, 5:30{NARROW}pm"),
            ("22.", "Samstag, 24. November 2018, 17:30"),
        ),
        # back within the month: "24, now 22" would be read as a range the wrong way round
        (
            days("2018-11-24"),
            days("2018-11-22"),
            ("24 नवंबर 2018", "गुरुवार, 22 नवंबर 2018"),
            ("24 November 2018", "Thursday, 22 November 2018"),
            ("24. November 2018", "Donnerstag, 22. November 2018"),
        ),
        # into another month
        (
            days("2018-11-30"),
            days("2018-12-01"),
            ("30 नवंबर 2018", "शनिवार, 1 दिसंबर 2018"),
            ("30 November 2018", "Saturday, 1 December 2018"),
            ("30. November 2018", "Samstag, 1. Dezember 2018"),
        ),
        # on the day only the hours
        (
            hours("2018-11-22T17:30"),
            hours("2018-11-22T18:00"),
            ("शाम 5:30", "गुरुवार, 22 नवंबर 2018, शाम 6:00"),
            (f"5:30{NARROW}pm", f"Thursday, 22 November 2018, 6:00{NARROW}pm"),
            ("17:30", "Donnerstag, 22. November 2018, 18:00"),
        ),
        # an hour that was to come
        (
            days("2018-11-22", later=True),
            hours("2018-11-22T18:00"),
            ("गुरुवार, 22 नवंबर 2018 (समय बाद में)", "गुरुवार, 22 नवंबर 2018, शाम 6:00"),
            ("Thursday, 22 November 2018 (time later)", f"Thursday, 22 November 2018, 6:00{NARROW}pm"),
            ("Donnerstag, 22. November 2018 (time later)", "Donnerstag, 22. November 2018, 18:00"),
        ),
        # several days
        (
            days("2018-11-12", "2018-11-20"),
            days("2018-11-14", "2018-11-20"),
            ("12–20 नवंबर 2018", "14–20 नवंबर 2018"),
            ("12–20 November 2018", "14–20 November 2018"),
            ("12.–20. November 2018", "14.–20. November 2018"),
        ),
    ],
)
def test_what_was_and_what_is(
    was: Occurrence, now: Occurrence, hindi: tuple[str, str], english: tuple[str, str], german: tuple[str, str]
) -> None:
    told = [each.was_and_now(was, now) for each in (HINDI, ENGLISH, GERMAN)]
    assert told == [hindi, english, german]


def test_a_language_that_puts_the_month_first_says_it_again() -> None:
    american = wording("en", "en_US")
    assert american.was_and_now(days("2018-11-22"), days("2018-11-24"))[0] == "November 22, 2018"


def test_a_series_is_its_days_its_hours_and_how_many() -> None:
    weekly = [hours(f"2018-11-{day}T10:00", f"2018-11-{day}T11:00") for day in ("15", "22", "29")]
    assert HINDI.series(weekly) == "15–29 नवंबर 2018, सुबह 10:00 – सुबह 11:00 (3 तारीखें)"
    assert HINDI.series(weekly[:1]) == HINDI.when(weekly[0])
    mixed = [*weekly, hours("2018-12-06T12:00")]
    assert HINDI.series(mixed) == "15 नवंबर – 6 दिसंबर 2018 (4 तारीखें)"
    assert ENGLISH.series([days("2018-11-15"), days("2018-11-17")]) == "15–17 November 2018 (2 dates)"
