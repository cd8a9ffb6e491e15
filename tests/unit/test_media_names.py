"""Whatever name a disk has for a file in media/ can be published, and its published name is plain ASCII."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.campaigns import TINY_CAMPAIGN, TINY_EVENTS, build_here, write_content

COMPOSED_ANEW = "स\u095cक.jpg"  # NFC takes this letter apart
ODD = ["a:b.jpg", "a*b.jpg", 'a"b.jpg', "a<b>|c.jpg", "a\\b.jpg", "a\nb.jpg", ".hidden.jpg", "a%20b.jpg", "a#b?.jpg"]


@pytest.fixture(scope="module")
def picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    octets = BytesIO()
    Image.new("RGB", (4, 2), "red").save(octets, "JPEG")
    return octets.getvalue()


def published(site: Path, name: str, typed: str, picture: bytes) -> list[str]:
    """What is published of a picture that lies in media/ as `name`, and is pointed at as `typed` in an event and in
    its description, there with and without escapes."""
    event = TINY_EVENTS["events/reading-evening.yaml"]
    event += f"image: {{file: {json.dumps(f'media/{typed}', ensure_ascii=False)}, alt: x}}\n"
    if "\n" not in typed and "<" not in typed and "%" not in typed:
        event += f"description: {json.dumps(f'![x](<media/{typed}>)', ensure_ascii=False)}\n"
    note = f"---\ntitle: N\n---\n![x](media/{quote(typed)})\n"
    write_content(site, {"campaign.yaml": TINY_CAMPAIGN, "events/e.yaml": event, "notes/n.md": note})
    (site / "content/media").mkdir()
    (site / "content/media" / name).write_bytes(picture)
    build_here(site)
    assert "<img " in (site / "output/notes/n.html").read_text(encoding="utf-8")
    return [file.name for file in (site / "output/media").iterdir()]


@pytest.mark.parametrize("name", [*ODD, COMPOSED_ANEW, "फ़ोटो é.jpg"])
def test_any_name(name: str, picture: bytes, tmp_path: Path) -> None:
    [found] = published(tmp_path, name, name, picture)
    assert found.isascii() and not set(found) & set(':*?"<>|\\\n%#')


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_names_are_compared_in_one_form(on_disk: str, typed: str, picture: bytes, tmp_path: Path) -> None:
    """A phone's keyboard may compose a letter, and a Mac takes it apart."""
    name = "सड़क é.jpg"
    there, wanted = (unicodedata.normalize(form, name) for form in (on_disk, typed))  # type: ignore[arg-type]
    assert len(published(tmp_path, there, wanted, picture)) == 1
