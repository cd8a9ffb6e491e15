"""Which feeds the page about subscribing lists, and what it says where there is no address to subscribe to."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from campaign_calendar.outputs import qr_code
from campaign_calendar.outputs.edition import LIST_LIMIT
from tests.campaigns import CAMPAIGN, TINY_CAMPAIGN, build_here, tree, write_campaign

SCALE = 4  # pixels for a module


def built(site: Path, campaign: str = CAMPAIGN, **contents: dict[str, str]) -> dict[str, bytes]:
    write_campaign(site, campaign=campaign, **contents)
    build_here(site, jobs=1)
    return tree(site / "output")


def test_everything_comes_first_then_the_areas_in_the_order_of_the_tree(tmp_path: Path) -> None:
    page = built(tmp_path)["en/subscribe.html"].decode()
    calendars = re.findall(r'<summary>(.*?)</summary>\n<div class="calendar"(?: id="(.*?)")?', page)
    assert calendars == [
        ("The whole programme", ""),
        ("Upper region", "area-upper"),
        ("Source", "area-source"),
        ("Gorge", "area-gorge"),
        ("Lower region", "area-lower"),
        ("Delta", "area-delta"),
        ("Harbour", "area-harbour"),
    ]
    addresses = re.findall(r'<code class="address">(.*?)</code>', page)
    assert addresses[:2] == [
        "https://rivers.example/drive/en/calendar.ics",
        "https://rivers.example/drive/en/areas/upper.ics",
    ]
    links = re.findall(r'href="webcal:(.*?)"', page)
    assert links == [address.removeprefix("https:") for address in addresses]


def test_pages_with_a_feed_lead_to_its_place(tmp_path: Path) -> None:
    files = built(tmp_path)
    assert b'href="../subscribe.html#area-gorge"' in files["areas/gorge.html"]
    assert b'href="../subscribe.html#steps"' in files["areas/riverland.html"]
    assert b'href="../subscribe.html#steps"' in files["phases/survey.html"]
    assert b'href="../subscribe.html#area-gorge"' in files["events/bank-walk.html"]


def test_what_the_guide_does_not_list_is_found_where_it_stands(tmp_path: Path) -> None:
    """A phase's page and that of the whole campaign as an area, which hang on walls, lead phones to themselves."""
    files = built(tmp_path)
    for path in ("en/phases/survey", "en/areas/riverland"):
        page = files[f"{path}.html"].decode()
        assert f'src="../qr/{path.removeprefix("en/")}.svg"' in page and page.count(' id="feed"') == 1


def test_without_an_address_there_is_nothing_to_subscribe_to(tmp_path: Path) -> None:
    files = built(tmp_path, re.sub(r"(?m)^url: .*\n", "", CAMPAIGN))
    assert not [path for path in files if "qr/" in path]
    for path in ("en/subscribe.html", "en/areas/gorge.html", "en/index.html"):
        page = files[path].decode()
        assert "webcal:" not in page and "<code" not in page and "Copy the address" not in page, path
        assert "This site has no address yet" in page and 'type="text/calendar">Calendar file</a>' in page, path
    assert b'href="../subscribe.html"' in files["en/events/bank-walk.html"]


def test_too_many_areas_have_their_addresses_on_their_own_pages(tmp_path: Path) -> None:
    below = "".join(f"      - {{id: lane-{n}, level: lane, name: Lane {n}}}\n" for n in range(LIST_LIMIT + 1))
    campaign = TINY_CAMPAIGN.replace("- {id: littleton, level: town, name: Littleton}", "- id: littleton").replace(
        "- {id: town, name: Town}", "- {id: town, name: Town}\n  - {id: lane, name: Lane}"
    )
    campaign += f"    level: town\n    name: Littleton\n    areas:\n{below}"
    files = built(tmp_path, campaign, events={}, notes={})
    page = files["subscribe.html"].decode()
    assert page.count('class="calendar"') == 1
    pictures = [path for path in files if path.startswith("qr/")]
    assert pictures == ["qr/areas/littleton.svg", "qr/calendar.svg"]
    assert f'<a href="areas/lane-{LIST_LIMIT}.html">' in page
    assert b'<code class="address">https://reading.example/areas/lane-0.ics</code>' in files["areas/lane-0.html"]
    assert b'href="../subscribe.html#steps"' in files["areas/lane-0.html"]


def drawn(octets: bytes) -> Image.Image:
    """The picture as pixels: a white square, and a line for each run of dark modules."""
    root = ElementTree.fromstring(octets)
    width = int(root.get("viewBox", "").split()[2])
    path = root[1].get("d", "")
    picture = Image.new("L", (width * SCALE, width * SCALE), 255)
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,](-?[\d.]+))?", path):
        if command == "h":
            box = [int(each * SCALE) for each in (x, y - 0.5, x + float(first), y + 0.5)]
            picture.paste(0, (box[0], box[1], box[2], box[3]))
            x += float(first)
        elif command == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    return picture


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/subscribe.html",
        "https://campaign.example/en/subscribe.html#area-gautam-buddh-nagar",
        "http://xn--i1b6b1a6a2e.example:8080/~x/subscribe.html#area-" + "long-" * 15 + "one",
    ],
)
def test_a_picture_reads_as_its_address(address: str) -> None:
    octets = qr_code.render(qr_code.QrCode(address), None)  # type: ignore[arg-type]
    assert octets == qr_code.render(qr_code.QrCode(address), None)  # type: ignore[arg-type]
    picture = drawn(octets)
    [found] = zxingcpp.read_barcodes(picture)
    assert found.text == address
    assert found.ec_level in ("M", "Q", "H")
    quiet = qr_code.QUIET_ZONE * SCALE
    edges = [(0, 0, picture.width, quiet), (0, 0, quiet, picture.height)]
    assert all(picture.crop(edge).getextrema() == (255, 255) for edge in edges)
    assert picture.crop((quiet, quiet, quiet + SCALE, quiet + SCALE)).getextrema() == (0, 0)
