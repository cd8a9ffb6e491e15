"""Share cards: text shaped right whatever the machine has, nothing broken, what matters in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from PIL import Image, ImageFont, features

from campaign_calendar import cards
from campaign_calendar.cards import bidi, drawing
from campaign_calendar.cards.card import HEIGHT, WIDTH, Card
from campaign_calendar.cards.faces import Font, missing, without_emoji
from campaign_calendar.cards.typesetting import EM, Typesetter, Words
from campaign_calendar.checks import Checked
from campaign_calendar.checks.share import LIMIT
from campaign_calendar.model import Run
from tests.campaigns import CAMPAIGN, CHECKOUT, build_here, write_campaign, write_content

FOLDER = CHECKOUT / "templates" / "fonts"
FONTS = tuple(Font(file.name, file.read_bytes()) for file in sorted(FOLDER.glob("*.ttf")))
BY_NAME = {font.name: font for font in FONTS}
TYPESETTER = Typesetter(FONTS)
CARD = Card("hi", "ltr", ("#0b6e4f",), Run("अभियान", "hi"), "रद्द", Run("सम्मेलन", "hi"), "24 नवंबर", "मेरठ", "")
WORDS = {
    "hi": ("NotoSansDevanagari.ttf", "सम्मेलन क्षेत्रीय कार्यशाला श्री ज़िला"),
    "en": ("NotoSans.ttf", "District workshop"),
    "de": ("NotoSans.ttf", "Straßenfest für Größen"),
    "ta": ("NotoSansTamil.ttf", "வாசிப்பு நிகழ்ச்சி ஸ்ரீ"),
    "ur": ("NotoSansArabic.ttf", "اردو مشاعرہ میں"),
}


def glyphs(text: str, language: str, direction: str = "ltr") -> list[tuple[str, int]]:
    line = TYPESETTER.line(Words(text, language, direction), text)
    return [(FONTS[each.face].name, each.id) for each in line.glyphs]


def nominal(font: str, text: str) -> list[int]:
    """A glyph for each character, as who does not shape draws them."""
    plain = uharfbuzz.Font(uharfbuzz.Face(BY_NAME[font].octets))
    return [plain.get_nominal_glyph(ord(each)) for each in text]


@pytest.mark.parametrize("language", WORDS)
def test_the_glyphs_are_those_that_harfbuzz_gives_the_whole_line(language: str) -> None:
    name, text = WORDS[language]
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.language = language
    buffer.direction = "rtl" if language == "ur" else "ltr"
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(BY_NAME[name].octets)), buffer)
    shaped = [(name, info.codepoint) for info in buffer.glyph_infos]
    # Spaces may be those of another font.
    spaces = {(font, nominal(font, " ")[0]) for font in BY_NAME}
    assert [each for each in glyphs(text, language) if each not in spaces] == [
        each for each in shaped if each not in spaces
    ]
    if language not in ("en", "de"):
        assert [id for _, id in shaped] != nominal(name, text)


def test_conjuncts_are_joined_and_vowel_signs_stand_before_their_consonant() -> None:
    assert len(glyphs("श्री", "hi")) < 4
    assert len(glyphs("क्ष", "hi")) == 1
    name, first = glyphs("कि", "hi")[0]
    assert first != nominal(name, "क")[0]


@pytest.mark.skipif(
    not features.check("raqm") and os.environ.get("REQUIRE_ALL") != "1", reason="this machine has no libfribidi"
)
@pytest.mark.parametrize("language", WORDS)
def test_lines_are_as_wide_as_another_program_sets_them(language: str) -> None:
    name, text = WORDS[language]
    other = ImageFont.truetype(BytesIO(BY_NAME[name].octets), 1000, layout_engine=ImageFont.Layout.RAQM)
    for word in text.split():
        ours = TYPESETTER.line(Words(word, language, "ltr"), word).width * 1000 / EM
        assert ours == pytest.approx(other.getlength(word, language=language), rel=0.01)


def test_nothing_of_the_machine_is_asked_for(tmp_path: Path) -> None:
    """The same octets where neither Pillow nor a library of the system can be loaded, and in another locale."""
    program = """
import ctypes, ctypes.util, sys
from pathlib import Path
sys.modules["PIL"] = None
ctypes.CDLL = ctypes.util.find_library = None
from campaign_calendar import cards
from campaign_calendar.cards.card import Card
from campaign_calendar.cards.faces import Font
from campaign_calendar.model import Run
Path(sys.argv[1]).write_bytes(cards.drawn(*eval(sys.argv[2])))
"""
    fonts = f"[Font(p.name, p.read_bytes()) for p in sorted(Path({str(FOLDER)!r}).glob('*.ttf'))]"
    there = {**os.environ, "LC_ALL": "ur_PK.UTF-8", "LD_LIBRARY_PATH": str(tmp_path)}
    command = [sys.executable, "-c", program, str(tmp_path / "card.png"), f"({CARD!r}, {fonts})"]
    subprocess.run(command, check=True, cwd=CHECKOUT, env=there)
    assert (tmp_path / "card.png").read_bytes() == cards.drawn(CARD, FONTS)


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("abc 12", 0, "abc 12"),
        ("اب ج", 1, "ج با"),
        ("اب 12-14", 1, "14-12 با"),
        ("اب (2018) Meerut ج", 1, "ج Meerut )2018( با"),
        ("Meerut اب, ج 7 x", 0, "Meerut 7 ج ,با x"),
        ("שלום, 50% x", 1, "x 50% ,םולש"),
        ("١٢ اب", 1, "با ١٢"),
    ],
)
def test_the_order_of_what_is_written_from_right_to_left(text: str, base: int, seen: str) -> None:
    """Worked out by hand along UAX #9; brackets are mirrored when they are shaped."""
    levels = bidi.levels(text, base)
    assert "".join(text[at] for at in bidi.visual_order(levels)) == seen


def test_a_line_begins_on_the_side_of_its_first_strong_letter() -> None:
    assert bidi.base_level("12 اب abc", "ltr") == 1
    assert bidi.base_level("12 abc اب", "rtl") == 0
    assert bidi.base_level("12", "rtl") == 1


def test_brackets_are_mirrored_from_right_to_left() -> None:
    font = "NotoSansArabic.ttf"
    opening, closing = nominal(font, "()")
    ids = [id for _, id in glyphs("اب (ج) د", "ur", "rtl")]
    assert ids.index(opening) < ids.index(closing)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_a_font_has_the_letters_that_harfbuzz_finds_in_it(font: Font) -> None:
    assert font.letters == frozenset(uharfbuzz.Face(font.octets).unicodes)


@pytest.mark.parametrize("octets", [b"", b"no font at all, but longer than a header", FONTS[0].octets[:60]])
def test_what_is_no_font_has_no_letters(octets: bytes) -> None:
    assert Font("x.ttf", octets).letters == frozenset()


def test_fonts_come_with_their_licence() -> None:
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert all(font.name.removesuffix(".ttf") in licence for font in FONTS)
    assert sum(len(font.octets) for font in FONTS) < 1_000_000


def opened(octets: bytes) -> Image.Image:
    return Image.open(BytesIO(octets)).convert("RGB")


ELLIPSES = {(name, nominal(name, "…")[0]) for name in BY_NAME}
TITLES = {
    "en": "Regional social media training workshop for district volunteers",
    "de": "Straßenfest mit Bücherflohmarkt und Vorlesestunde im Mühlenviertel",
    "hi": "सोशल मीडिया पर सक्रिय स्वयंसेवकों का क्षेत्रीय प्रशिक्षण सम्मेलन",
    "ta": "மாவட்டத் தன்னார்வலர்களுக்கான சமூக ஊடகப் பயிற்சி முகாம் நிகழ்ச்சி",
    "ur": "ضلعی رضاکاروں کے لیے سماجی ذرائع ابلاغ کی تربیتی ورکشاپ اور مشاعرہ",
}


def ends_in_ellipsis(card: Card) -> bool:
    block = drawing.layout(card, TYPESETTER)
    assert block
    last = block.title.lines[-1].glyphs
    return any((FONTS[each.face].name, each.id) in ELLIPSES for each in last)


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("status", ["", "स्थगित"])
def test_a_title_that_no_check_complains_of_stands_whole_within_the_middle(language: str, status: str) -> None:
    """As long as may be, beside texts as long as any."""
    title = Run(TITLES[language][:LIMIT], language)
    assert len(title.text) > LIMIT - 4
    long = "Saturday, 24 November 2018, 11:00 am – 4:00 pm"
    card = replace(CARD, title=title, status=status, when=long, where=long, campaign=Run(long, "en"))
    assert not ends_in_ellipsis(card)
    _is_well_formed(card)


@pytest.mark.parametrize("language", TITLES)
def test_a_longer_one_is_cut(language: str) -> None:
    card = replace(CARD, title=Run(f"{TITLES[language]} " * 6, language))
    assert ends_in_ellipsis(card)
    _is_well_formed(card)


@pytest.mark.parametrize("letter", ["W", "ஔ", "م", "क्ष"])
def test_a_word_that_no_line_holds_is_broken(letter: str) -> None:
    _is_well_formed(replace(CARD, title=Run(letter * 400, "hi"), where=letter * 400))


def _is_well_formed(card: Card) -> None:
    """Its size, its weight, and nothing but the ground outside of the square in the middle."""
    octets = cards.drawn(card, FONTS)
    assert len(octets) <= 100_000
    image, blank = opened(octets), opened(drawing.without_text(card))
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)
    side = (WIDTH - HEIGHT) // 2
    for box in (
        (0, 0, side, HEIGHT),
        (WIDTH - side, 0, WIDTH, HEIGHT),
        (0, 0, WIDTH, 20),
        (0, HEIGHT - 19, WIDTH, HEIGHT),
    ):
        assert image.crop(box).tobytes() == blank.crop(box).tobytes()
    assert image.tobytes() != blank.tobytes()


def test_a_card_from_right_to_left_begins_on_the_right_whatever_stands_on_it() -> None:
    card = replace(CARD, direction="rtl", status="Cancelled", title=Run("اب", "ur"), when="24 Nov", where="Agra")
    image, blank = (opened(draw).crop((300, 40, 560, 600)) for draw in (cards.drawn(card, FONTS), _blank(card)))
    assert image.tobytes() == blank.tobytes()


def _blank(card: Card) -> bytes:
    nothing = Run("", "ur")
    return cards.drawn(replace(card, status="", title=nothing, when="", where="", campaign=nothing), FONTS)


@pytest.mark.parametrize("field", ["campaign", "title", "status", "when", "where"])
def test_where_a_letter_is_missing_there_is_no_text_at_all(field: str) -> None:
    text = "मेरठ 読"
    card = replace(CARD, **{field: Run(text, "hi") if field in ("campaign", "title") else text})
    assert cards.drawn(card, FONTS) == drawing.without_text(card)


def test_where_the_library_is_missing_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "shaper", lambda: "")
    assert (
        cards.drawn(CARD, FONTS)
        == drawing.without_text(CARD)
        != cards.drawn(replace(CARD, colors=("#ffffff",)), FONTS)
    )


def test_pictures_in_a_text_are_left_out() -> None:
    assert without_emoji("📚 Reading 👍🏽 evening ❤️", FONTS) == "Reading evening"
    assert missing("📚 Reading", FONTS) is None
    assert without_emoji("Reading  evening", FONTS) == "Reading  evening"


def test_no_character_is_drawn_as_a_box() -> None:
    """What the fonts have, and nothing else, has a glyph after shaping too."""
    for font in FONTS:
        letters = [chr(code) for code in sorted(font.letters) if unicodedata.category(chr(code))[0] == "L"]
        assert all(id for each in letters for _, id in glyphs(each, "en"))


def cards_of(folder: Path, setting: str) -> list[str]:
    """The cards of a campaign by their places, without language and digest."""
    campaign = CAMPAIGN.replace("feeds:", f"{setting}\nfeeds:", 1)
    write_content(folder, {"campaign.yaml": campaign})
    build_here(folder)
    output = folder / "output"
    found = sorted(file.relative_to(output / "cards").as_posix() for file in output.glob("cards/**/*.png"))
    return sorted({each.split(".")[0] for each in found})


def test_which_pages_have_a_card_of_their_own(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    phases = ["index", "phases/cleaning-days", "phases/survey", "phases/training"]
    assert cards_of(tmp_path, "cards: none") == []
    assert cards_of(tmp_path, "cards: phase") == phases == cards_of(tmp_path, "")
    own = cards_of(tmp_path, "cards: event")
    assert set(phases) < set(own)
    assert {"areas/gorge", "events/bank-walk", "events/gorge-cleaning"} < set(own)
    assert "events/closing-feast" not in own  # a draft


def test_another_picture_has_another_name_and_the_same_one_keeps_it(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    folder = tmp_path / "output" / "cards" / "phases"
    before = {file.name for file in folder.iterdir()}
    write_content(tmp_path, {"campaign.yaml": CAMPAIGN.replace("en: Survey}", "en: Counting}")})
    build_here(tmp_path)
    after = {file.name for file in folder.iterdir()}
    assert len(before) == len(after) == 6
    assert len(before & after) == 5


def test_a_build_with_nothing_to_draw_does_not_load_the_library(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    program = """
import sys
from pathlib import Path
from campaign_calendar.pipeline import Folder, Options, build
folder = Path(sys.argv[1])
print(build(Folder(folder, folder / "output"), Options(jobs=1)).files.written)
print("uharfbuzz" in sys.modules)
"""
    there = {**os.environ, "SOURCE_DATE_EPOCH": "1541800000"}
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, env=there, cwd=CHECKOUT
    )
    assert (done.stdout.split(), done.stderr) == (["0", "False"], "")


def warned(folder: Path, monkeypatch: pytest.MonkeyPatch | None = None) -> list[tuple[str, str, dict[str, str]]]:
    found: list[Checked] = []
    if monkeypatch:
        monkeypatch.setattr(cards, "shaper", lambda: "")
    build_here(folder, on_checked=found.append)
    told = [each for each in found[0].warnings if each.rule.startswith("card")]
    return [(each.rule, each.place.file, dict(each.values)) for each in told]


def test_a_script_without_a_font_is_told_once(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    assert warned(tmp_path) == []
    chinese = CAMPAIGN.replace("en: Survey}", "en: 調査}").replace("en: Training}", "en: 訓練}")
    write_content(tmp_path, {"campaign.yaml": chinese})
    assert warned(tmp_path) == [("card", "content/campaign.yaml", {"value": "訓練", "letter": "訓"})]
    write_content(tmp_path, {"campaign.yaml": chinese.replace("feeds:", "cards: none\nfeeds:", 1)})
    assert warned(tmp_path) == []


def test_a_site_brings_its_own_font(tmp_path: Path) -> None:
    """Here one that stands for any: it takes the place of ours of the same name, and has no Hindi letter."""
    write_campaign(tmp_path)
    own = tmp_path / "templates" / "fonts" / "NotoSansDevanagari.ttf"
    own.parent.mkdir(parents=True)
    own.write_bytes(BY_NAME["NotoSansTamil.ttf"].octets)
    assert [rule for rule, _, _ in warned(tmp_path)] == ["card"]


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path)
    [(rule, _, values)] = warned(tmp_path, monkeypatch)
    assert (rule, values) == ("card-shaper", {"value": "uharfbuzz"})
