"""Pictures of any make come out small, upright and bare; what is none is refused, whatever is wrong with it."""

from __future__ import annotations

import os
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from campaign_calendar.pictures import drawing, reencoded
from campaign_calendar.pictures import shelf as shelves
from campaign_calendar.pictures.picture import MAX_OCTETS, MAX_PUBLISHED, MAX_SIDE, NotAPicture, Picture
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.pictures.walk import MAX_SCANS

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
PNG = b"\x89PNG\r\n\x1a\n"
METADATA = (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"Photoshop", b"secret", b"<script", b"\xff\xfe")


def file_of(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def noise(width: int, height: int, seed: int = 0) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))


def opened(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.octets))
    assert image.format == "JPEG" and image.size == (picture.width, picture.height)
    return image


def colours(octets: bytes, *places: tuple[int, int]) -> list[tuple[int, ...]]:
    """The published picture's colours, in places."""
    image = opened(reencoded(octets)).convert("RGB")
    return [image.getpixel(place) for place in places]  # type: ignore[misc]


def is_like(found: tuple[int, ...], wanted: tuple[int, ...], tolerance: int = 12) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(found, wanted, strict=True))


def refusal(octets: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(NotAPicture) as caught:
        reencoded(octets)
    return caught.value.rule, caught.value.values


def made_or_refused(octets: bytes) -> None:
    """Whatever the octets, nothing else happens."""
    try:
        picture = reencoded(octets)
    except NotAPicture:
        return
    opened(picture).load()


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def png(size: tuple[int, int], depth: int, kind: int, row: bytes, *extra: bytes) -> bytes:
    """A PNG that Pillow would not write, of equal rows; `kind` is the format's number for grey, colours, …"""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress((b"\0" + row) * min(size[1], 1000)))
    return b"".join([PNG, head, *extra, data, chunk(b"IEND", b"")])


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def samples() -> dict[str, bytes]:
    """One small picture for each format."""
    image = noise(20, 14)
    return {
        "jpeg": file_of(image, "JPEG"),
        "progressive": file_of(image, "JPEG", progressive=True),
        "png": file_of(image, "PNG"),
        "gif": file_of(image.quantize(16), "GIF"),
        "webp": file_of(image, "WEBP", quality=50),
        "lossless webp": file_of(image, "WEBP", lossless=True, exif=b"Exif\0\0II*\0"),
    }


# --- Formats and modes


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        *(("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})),
        *(("GIF", {}), ("GIF", {"interlace": 0}), ("JPEG", {"subsampling": 0, "quality": 100})),
    ],
    ids=repr,
)
def test_every_format_comes_out_as_progressive_jpeg(kind: str, options: dict[str, object]) -> None:
    image = Image.new("RGB", (64, 48), RED)
    image.paste(BLUE, (32, 0, 64, 48))
    picture = reencoded(file_of(image, kind, **options))
    assert (picture.width, picture.height) == (64, 48)
    published = opened(picture)
    assert published.mode == "RGB" and published.info["progressive"]
    assert is_like(published.getpixel((8, 24)), RED) and is_like(published.getpixel((56, 24)), BLUE)  # type: ignore[arg-type]


def grey(value: int, mode: str) -> Image.Image:
    return Image.new(mode, (16, 16), value)


@pytest.mark.parametrize(
    ("octets", "wanted"),
    [
        (file_of(grey(1, "1"), "PNG"), (255, 255, 255)),
        (file_of(grey(0, "1"), "PNG"), (0, 0, 0)),
        (file_of(grey(100, "L"), "PNG"), (100, 100, 100)),
        (file_of(grey(100, "L"), "JPEG"), (100, 100, 100)),
        (file_of(grey(100 * 257, "I;16"), "PNG"), (100, 100, 100)),
        (file_of(Image.new("LA", (16, 16), (100, 255)), "PNG"), (100, 100, 100)),
        (file_of(Image.new("LA", (16, 16), (0, 127)), "PNG"), (128, 128, 128)),
        (file_of(Image.new("RGBA", (16, 16), (*RED, 255)), "PNG"), RED),
        (file_of(Image.new("RGBA", (16, 16), (*RED, 255)), "WEBP"), RED),
        (file_of(Image.new("RGB", (16, 16), (200, 60, 30)).quantize(4), "PNG"), (200, 60, 30)),
        (file_of(Image.new("RGB", (16, 16), (200, 60, 30)).quantize(4), "GIF"), (200, 60, 30)),
        (file_of(grey(100, "L"), "GIF"), (100, 100, 100)),
        (file_of(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95), RED),
        (file_of(Image.new("CMYK", (16, 16), (0, 0, 0, 155)), "JPEG", quality=95), (100, 100, 100)),
        (png((16, 16), 2, 0, b"\x55" * 4), (85, 85, 85)),
        (png((16, 16), 4, 0, b"\x55" * 8), (85, 85, 85)),
        (png((16, 16), 16, 2, b"\xc8\0\x3c\0\x1e\0" * 16), (200, 60, 30)),
        (png((16, 16), 16, 4, b"\x64\0\xff\xff" * 16), (100, 100, 100)),
        (png((16, 16), 16, 6, b"\xc8\0\x3c\0\x1e\0\xff\xff" * 16), (200, 60, 30)),
        (png((16, 16), 1, 3, b"\xff\xff", chunk(b"PLTE", bytes([*BLUE, *RED]))), RED),
    ],
)
def test_every_mode_keeps_its_colours(octets: bytes, wanted: tuple[int, int, int]) -> None:
    assert is_like(colours(octets, (8, 8))[0], wanted, 4)


def test_sixteen_bits_are_scaled_not_cut_off() -> None:
    row = b"".join((value * 257).to_bytes(2) for value in range(256))
    image = opened(reencoded(png((256, 32), 16, 0, row))).convert("L")
    assert all(abs(image.getpixel((x, 16)) - x) <= 6 for x in range(256))  # type: ignore[operator]


def test_grey_stays_grey() -> None:
    assert opened(reencoded(file_of(grey(9, "L"), "JPEG"))).mode == "L"


# --- Transparency


def test_transparency_is_laid_on_white() -> None:
    half = Image.new("RGBA", (32, 16), (*RED, 255))
    half.paste((*BLUE, 0), (0, 0, 16, 16))
    palette = half.quantize(4)
    for octets in (
        *(file_of(half, "PNG"), file_of(half, "WEBP", lossless=True), file_of(palette, "PNG"), file_of(half, "GIF")),
        file_of(half.convert("RGB"), "PNG", transparency=BLUE),
    ):
        clear, opaque = colours(octets, (4, 8), (28, 8))
        assert is_like(clear, WHITE) and is_like(opaque, RED)


@pytest.mark.parametrize(
    ("depth", "kind", "row", "key"),
    [
        *((1, 0, b"\0\0\xff\xff", b"\0\0"), (2, 0, b"\x55" * 4 + b"\xff" * 4, b"\0\1")),
        *((4, 0, b"\x55" * 8 + b"\xff" * 8, b"\0\5"), (8, 0, b"\x55" * 16 + b"\xff" * 16, b"\0\x55")),
        (16, 0, b"\x55\x66" * 16 + b"\xff\xff" * 16, b"\x55\x66"),
        (8, 2, b"\1\2\3" * 16 + b"\xff\xff\xff" * 16, b"\0\1\0\2\0\3"),
        (16, 2, b"\1\2\3\4\5\6" * 16 + b"\xff" * 96, b"\1\2\3\4\5\6"),
        (8, 3, b"\0" * 16 + b"\1" * 16, b"\0"),
        (4, 3, b"\0" * 8 + b"\x11" * 8, b"\0\xff"),
    ],
)
def test_one_transparent_colour_of_a_png_is_white(depth: int, kind: int, row: bytes, key: bytes) -> None:
    extra = [chunk(b"PLTE", bytes([*BLUE, *WHITE])), chunk(b"tRNS", key)] if kind == 3 else [chunk(b"tRNS", key)]
    assert all(is_like(found, WHITE) for found in colours(png((32, 16), depth, kind, row, *extra), (4, 8), (28, 8)))
    opaque = colours(png((32, 16), depth, kind, row, *extra[:-1]), (4, 8))[0]
    assert not is_like(opaque, WHITE)


def test_invisible_colours_do_not_shine_through_where_a_picture_is_made_smaller() -> None:
    image = Image.new("RGBA", (2000, 2000), (*BLUE, 0))
    image.paste((*WHITE, 255), (0, 0, 1003, 2000))
    published = opened(reencoded(file_of(image, "PNG", compress_level=1)))
    assert published.convert("L").getextrema()[0] >= 250  # type: ignore[operator]


def test_what_the_first_frame_of_a_gif_leaves_open_is_white() -> None:
    whole = file_of(Image.new("P", (16, 16), 0), "GIF")
    image = Image.new("RGB", (16, 16), RED).quantize(2)
    frame = file_of(image, "GIF", interlace=0)
    assert frame[6:10] == whole[6:10] == b"\x10\0\x10\0"
    at = frame.index(b"\x2c\0\0\0\0\x10\0\x10\0")
    moved = frame[:6] + b"\x40\0\x20\0" + frame[10 : at + 1] + b"\x20\0\x08\0" + frame[at + 5 :]
    assert colours(moved, (4, 4)) == [WHITE]
    assert is_like(colours(moved, (40, 16))[0], RED)


# --- Size


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        *(((1, 1), (1, 1)), ((3, 2), (3, 2)), ((1200, 1200), (1200, 1200)), ((1201, 1), (1200, 1))),
        *(((2400, 1800), (1200, 900)), ((1, 5000), (1, 1200)), ((5000, 1), (1200, 1)), ((1000, 3000), (400, 1200))),
    ],
)
def test_no_side_is_longer_than_it_may_be_and_none_is_lost(size: tuple[int, int], wanted: tuple[int, int]) -> None:
    for kind in ("PNG", "JPEG"):
        picture = reencoded(file_of(Image.new("RGB", size, RED), kind))
        assert opened(picture).size == wanted
        assert is_like(colours(picture.octets, (0, 0))[0], RED)


def test_a_photo_of_twelve_megapixels_fits() -> None:
    photo = noise(80, 60).resize((4000, 3000), Image.Resampling.BILINEAR)
    octets = file_of(photo, "JPEG", quality=90)
    picture = reencoded(octets)
    assert (picture.width, picture.height) == (MAX_SIDE, 900) and len(picture.octets) <= MAX_PUBLISHED
    # Nothing of it has moved, though it was decoded at half its size.
    wanted = photo.resize((24, 18), Image.Resampling.BOX).tobytes()
    found = opened(picture).resize((24, 18), Image.Resampling.BOX).tobytes()
    assert max(abs(one - other) for one, other in zip(wanted, found, strict=True)) < 10


def test_noise_fits_too() -> None:
    octets = file_of(noise(4000, 3000), "JPEG", quality=40)
    picture = reencoded(octets)
    assert len(picture.octets) <= MAX_PUBLISHED and abs(picture.width / picture.height - 4 / 3) < 0.01


@pytest.mark.parametrize("side", [100, 250, 300, 1200])
def test_what_fits_with_no_quality_is_made_smaller(side: int, capfd: pytest.CaptureFixture[str]) -> None:
    """The hardest noise there is, at sizes around those of Pillow's buffers."""
    hard = noise(side, side * 5 // 6).point(lambda value: 255 * (value > 127))
    picture = reencoded(file_of(hard, "PNG", compress_level=1))
    assert len(picture.octets) <= MAX_PUBLISHED and abs(picture.width / picture.height - 1.2) < 0.01
    assert picture.width == side or len(picture.octets) > MAX_PUBLISHED / 4
    assert capfd.readouterr() == ("", "")


def test_a_logo_keeps_its_edges() -> None:
    """Where there is room for that, colours are as sharp as brightness."""
    logo = Image.new("RGB", (33, 32), WHITE)
    logo.paste(RED, (0, 0, 15, 32))
    assert all(
        is_like(*pair, 30) for pair in zip(colours(file_of(logo, "PNG"), (14, 9), (15, 9)), (RED, WHITE), strict=True)
    )


def test_the_same_octets_give_the_same_octets() -> None:
    for octets in samples().values():
        assert reencoded(octets) == reencoded(octets)


# --- Upright


def oriented(number: int, order: str = "<", before: int = 0) -> bytes:
    """EXIF with an orientation behind some other entries, and one of places."""
    entries = [(0x0100, 4, 1, 7)] * before + [(0x8825, 4, 1, 8)]
    others = [struct.pack(f"{order}HHII", *entry) for entry in entries]
    ours = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, number, 0)
    mark = b"II*\0" if order == "<" else b"MM\0*"
    head = struct.pack(f"{order}IH", 8, before + 2)
    return b"".join([b"Exif\0\0", mark, head, *others[:-1], ours, others[-1]])


CORNERS = {1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB"}


@pytest.mark.parametrize("number", CORNERS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("order", "<>")
def test_pictures_are_set_upright(number: int, kind: str, order: str) -> None:
    """Corners are told from the left above to the right below, as EXIF defines the numbers."""
    image = Image.new("RGB", (64, 32), RED)
    image.paste(GREEN, (32, 0, 64, 16))
    image.paste(BLUE, (0, 16, 32, 32))
    image.paste(WHITE, (32, 16, 64, 32))
    picture = reencoded(file_of(image, kind, exif=oriented(number, order, before=number)))
    assert (picture.width, picture.height) == ((64, 32) if number < 5 else (32, 64))
    published = opened(picture)
    right, below = picture.width - 5, picture.height - 5
    names = {"R": RED, "G": GREEN, "B": BLUE, "W": WHITE}
    for name, place in zip(CORNERS[number], [(4, 4), (right, 4), (4, below), (right, below)], strict=True):
        assert is_like(published.getpixel(place), names[name], 40), (name, place)  # type: ignore[arg-type]
    assert b"Exif" not in picture.octets


@pytest.mark.parametrize(
    "exif",
    [
        *(
            b"",
            b"Exif\0\0",
            b"Exif\0\0II",
            b"Exif\0\0II*\0",
            b"Exif\0\0II*\0\xff\xff\xff\xff",
            b"Exif\0\0XX*\0" + bytes(40),
        ),
        *(
            oriented(0),
            oriented(9),
            oriented(65535),
            oriented(6)[:20],
            b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(300),
        ),
    ],
)
def test_broken_metadata_is_left_out(exif: bytes) -> None:
    octets = with_segments(file_of(Image.new("RGB", (64, 32), RED), "JPEG"), segment(0xE1, exif))
    picture = reencoded(octets)
    assert (picture.width, picture.height) == (64, 32)


# --- Nothing but the picture


def test_no_metadata_is_left(capfd: pytest.CaptureFixture[str]) -> None:
    image = noise(40, 30)
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>secret http://ns.adobe.com/xap/1.0/</rdf:RDF></x:xmpmeta>'
    jpeg = file_of(image, "JPEG", exif=exif, icc_profile=profile, xmp=xmp, comment=b"secret")
    full = with_segments(jpeg, segment(0xED, b"Photoshop 3.0\x008BIMsecret"), segment(0xE2, b"MPF\0secret"))
    palette = image.quantize(8)
    text = chunk(b"tEXt", b"Comment\0secret") + chunk(b"zTXt", b"k\0\0" + zlib.compress(b"secret"))
    plain = file_of(image, "PNG", exif=exif, icc_profile=profile)
    for octets in (
        *(
            jpeg,
            full,
            plain[:33] + text + plain[33:],
            file_of(image, "WEBP", exif=exif, icc_profile=profile, xmp=xmp),
        ),
        *(file_of(palette, "GIF", comment=b"secret"), file_of(image, "JPEG") + b"secret" + jpeg),
    ):
        found = reencoded(octets).octets
        assert not any(mark in found for mark in METADATA)
        assert set(opened(Picture(found, 40, 30)).info) <= {
            *("jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression")
        }
    assert capfd.readouterr() == ("", "")


def test_a_hybrid_comes_out_as_a_picture_alone() -> None:
    script = b"<html><script>alert('secret')</script></html>"
    for octets in samples().values():
        assert reencoded(octets + script) == reencoded(octets)
    gif = samples()["gif"]
    for octets in (gif[:13] + script + gif[13:], b"GIF89a/*" + script, b"GIF89a=1;" + script * 100):
        made_or_refused(octets)


def test_pictures_behind_the_first_are_left_out() -> None:
    red, blue = Image.new("RGB", (16, 16), RED), Image.new("RGB", (16, 16), BLUE)
    for kind in ("GIF", "PNG", "WEBP", "MPO"):
        octets = file_of(red, kind, save_all=True, append_images=[blue, blue])
        assert is_like(colours(octets, (8, 8))[0], RED)


# --- Colour profiles


def swapped_profile() -> bytes:
    """sRGB with red and green changed over."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_those_that_the_profile_means(kind: str) -> None:
    for mode, colour in (("RGB", RED), ("RGBA", (*RED, 255)), ("P", 0)):
        if kind == "JPEG" and mode != "RGB":
            continue
        image = Image.new(mode, (16, 16), colour)
        if mode == "P":
            image.putpalette(RED)
        assert is_like(colours(file_of(image, kind, icc_profile=swapped_profile()), (8, 8))[0], GREEN)


def test_a_profile_in_many_parts_is_read() -> None:
    profile = swapped_profile()
    parts = [profile[at : at + 100] for at in range(0, len(profile), 100)]
    segments = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes([number, len(parts)]) + part) for number, part in enumerate(parts, 1)
    ]
    jpeg = file_of(Image.new("RGB", (16, 16), RED), "JPEG")
    assert is_like(colours(with_segments(jpeg, *reversed(segments)), (8, 8))[0], GREEN)
    assert is_like(colours(with_segments(jpeg, *segments[1:]), (8, 8))[0], RED)


def test_the_srgb_profile_changes_nothing() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for image in (Image.new("RGB", (16, 16), (200, 60, 30)), Image.new("L", (16, 16), 90)):
        plain, meant = file_of(image, "PNG"), file_of(image, "PNG", icc_profile=profile)
        assert is_like(colours(plain, (8, 8))[0], colours(meant, (8, 8))[0], 3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_profile_that_cannot_be_used_is_left_out(kind: str) -> None:
    image = Image.new("RGB", (16, 16), (200, 60, 30))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    swapped = swapped_profile()
    for profile in (b"no profile", swapped[:200], swapped[:128] + b"\xff" * 400, lab, bytes(3000)):
        assert is_like(colours(file_of(image, kind, icc_profile=profile), (8, 8))[0], (200, 60, 30))
    cmyk = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    assert is_like(colours(file_of(cmyk, "JPEG", icc_profile=swapped, quality=95), (8, 8))[0], RED)


def test_a_deflated_profile_does_not_fill_the_memory() -> None:
    bomb = chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(50_000_000)))
    for broken in (bomb, chunk(b"iCCP", b"p\0\0no deflate"), chunk(b"iCCP", b""), bomb * 200):
        assert is_like(colours(png((16, 16), 8, 2, bytes(RED) * 16, broken), (8, 8))[0], RED)


# --- What is refused


def ftyp(*brands: bytes) -> bytes:
    body = brands[0] + bytes(4) + b"".join(brands[1:])
    return (len(body) + 8).to_bytes(4) + b"ftyp" + body + b"\0\0\0\x10mdat" + bytes(100)


@pytest.mark.parametrize(
    "brands",
    [
        *((b"heic", b"mif1", b"heic"), (b"heix",), (b"hevc",), (b"mif1", b"heic"), (b"msf1",)),
        (b"abcd", b"efgh", b"heic"),
    ],
)
def test_heif(brands: tuple[bytes, ...]) -> None:
    assert refusal(ftyp(*brands)) == ("picture-heic", {})


@pytest.mark.parametrize("brands", [(b"avif", b"mif1"), (b"avis",), (b"abcd", b"efgh", b"avif")])
def test_avif_is_called_by_its_name(brands: tuple[bytes, ...]) -> None:
    assert refusal(ftyp(*brands)) == ("picture-format", {"value": "AVIF"})


@pytest.mark.parametrize(
    "text",
    [
        *("<svg/>", '<svg xmlns="http://www.w3.org/2000/svg">', " \r\n\t<svg>", '<?xml version="1.0"?><svg>'),
        *("\ufeff<svg>", '\ufeff<?xml version="1.0"?>\n<svg>', "<!-- <html> by a program --><svg>", "<svg:svg>"),
        *(
            "<?xml version='1.0'?><!-- a --><!-- b -->\n<svg\n>",
            "<!---->" * 3000 + "<svg>",
            f"<!--{' ' * 9999}--><svg>",
        ),
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]><svg>',
    ],
)
def test_svg(text: str) -> None:
    assert refusal(text.encode()) == ("picture-svg", {})
    assert refusal(text.removeprefix("\ufeff").encode("utf-16")) == ("picture-svg", {})


@pytest.mark.parametrize(
    ("octets", "name"),
    [
        *((file_of(noise(4, 4), "BMP"), "BMP"), (file_of(noise(4, 4), "TIFF"), "TIFF"), (b"%PDF-1.7\n%", "PDF")),
        *(
            (file_of(noise(4, 4), "JPEG2000"), "JPEG 2000"),
            (b"MM\0*\0\0\0\x08", "TIFF"),
            (ftyp(b"isom", b"mp42"), "MP4"),
        ),
        *(
            (file_of(noise(4, 4), "ICO"), "ICO"),
            (b"8BPS\0\1", "PSD"),
            (b"PK\3\4" + bytes(30), "ZIP"),
            (b"BMwhat", "?"),
        ),
        *(
            (b"<!DOCTYPE html><p>", "HTML"),
            (b"<!-- a --><html>", "HTML"),
            (b"<svgs>", "?"),
            (b"RIFF\0\0\0\0WAVE", "?"),
        ),
        *(
            (file_of(noise(4, 4), "PPM"), "?"),
            (file_of(noise(4, 4), "TGA"), "?"),
            (b"words", "?"),
            (bytes(5000), "?"),
        ),
        *(
            (b"<!--" * 60_000, "?"),
            (b"<?" * 60_000, "?"),
            (b"<!DOCTYPE " * 30_000, "?"),
            (b"\xff\xfe" + bytes(99), "?"),
        ),
        (b"\xff\x0a" + bytes(50), "JPEG XL"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_formats_are_named(octets: bytes, name: str) -> None:
    assert refusal(octets) == ("picture-format", {"value": name})


def test_an_empty_file_is_broken() -> None:
    assert refusal(b"") == ("picture-broken", {})


def test_too_many_octets_are_too_large() -> None:
    octets = samples()["jpeg"]
    assert reencoded(octets + bytes(MAX_OCTETS - len(octets))) == reencoded(octets)
    values = {"value": "20.1 MB", "limit": "20 MB"}
    assert refusal(octets + bytes(MAX_OCTETS + 1 - len(octets))) == ("picture-too-large", values)


def gif_header(screen: tuple[int, int], frame: tuple[int, int], control: bytes = b"") -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", *screen, 0, 0, 0) + control
    return head + struct.pack("<BHHHHB", 0x2C, 0, 0, *frame, 0) + b"\x08\x02\x4c\x01\0\x3b"


def webp_header(name: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBP" + name + struct.pack("<I", len(body)) + body


def frame_header(width: int, height: int) -> bytes:
    return segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")


BOMBS = {
    "png": png((30_000, 30_000), 8, 2, bytes(90_000)),
    "png of a header": PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)),
    "gif": gif_header((30_000, 30_000), (1, 1)),
    "gif with a large frame": gif_header((1, 1), (30_000, 30_000), b"!\xf9\4\x08\0\0\0\0"),
    "webp": webp_header(b"VP8X", bytes(4) + struct.pack("<I", 29_999)[:3] * 2),
    "jpeg": with_segments(file_of(grey(0, "L"), "JPEG"), frame_header(30_000, 30_000)),
    "jpeg with a second header": file_of(grey(0, "L"), "JPEG").replace(
        b"\xff\xda", frame_header(30_000, 30_000) + b"\xff\xda"
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_by_their_headers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Pillow sees anything of them."""
    monkeypatch.setattr(drawing, "drawn", None)
    limit = "60 MP" if "jpeg" in name else "13 MP" if "webp" in name else "24 MP"
    assert refusal(BOMBS[name]) == ("picture-too-large", {"value": "900 MP", "limit": limit})


def test_webps_of_the_greatest_size_are_too_large() -> None:
    values = {"value": "268.5 MP", "limit": "13 MP"}
    assert refusal(webp_header(b"VP8L", b"\x2f" + b"\xff" * 9)) == ("picture-too-large", values)
    lossy = webp_header(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383))
    assert refusal(lossy) == ("picture-too-large", {"value": "268.5 MP", "limit": "13 MP"})


def test_a_picture_just_above_the_limit_does_not_look_like_it() -> None:
    assert refusal(png((24_001, 1_000), 1, 0, bytes(3001)))[1] == {"value": "24.1 MP", "limit": "24 MP"}


def test_a_png_with_two_headers_is_broken() -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    assert refusal(png((4, 4), 8, 2, bytes(12), header)) == ("picture-broken", {})


def test_files_of_very_many_parts_are_broken() -> None:
    """They would cost minutes, whatever the parts hold."""
    made = samples()
    for octets in (
        with_segments(made["jpeg"], segment(0xE1, b"Exif\0\0") * 200_000),
        PNG + made["png"][8:33] + chunk(b"teXt", b"") * 200_000 + made["png"][33:],
        b"GIF89a" + bytes(7) + b"!\xfe\0" * 200_000,
        b"GIF89a" + bytes(7) + b"!\xfe" + b"\1a" * 200_000,
        made["webp"] + b"abcd\0\0\0\0" * 200_000,
    ):
        assert refusal(octets) == ("picture-broken", {})


def test_jpegs_of_very_many_scans_are_broken() -> None:
    octets = samples()["progressive"]
    last = octets.rindex(b"\xff\xda")
    assert reencoded(octets[:-2] + octets[last:-2] * 3 + octets[-2:])
    assert refusal(octets[:-2] + octets[last:-2] * MAX_SCANS + octets[-2:]) == ("picture-broken", {})


def test_a_damaged_png_is_broken() -> None:
    octets = samples()["png"]
    at = octets.index(b"IDAT") + 100
    assert refusal(octets[:at] + bytes([octets[at] ^ 1]) + octets[at + 1 :]) == ("picture-broken", {})


@pytest.mark.parametrize("name", samples())
def test_truncated_files(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """At every place of the header and many of the rest; half of a picture is none."""
    octets = samples()[name]
    for length in (*range(min(200, len(octets))), *range(200, len(octets), 17)):
        made_or_refused(octets[:length])
    for length in (20, len(octets) // 2, len(octets) * 4 // 5):
        assert refusal(octets[:length]) == ("picture-broken", {})
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", samples())
@pytest.mark.filterwarnings("error")
def test_damaged_files(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    octets = samples()[name]
    chance = random.Random(name)
    for _ in range(150):
        damaged = bytearray(octets)
        for _ in range(chance.choice((1, 1, 3, 20))):
            damaged[chance.randrange(len(octets) if chance.random() < 0.5 else 60)] = chance.randrange(256)
        made_or_refused(bytes(damaged))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "magic",
    [
        *(
            b"",
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0\0\x10JFIF\0",
            b"\xff\xd8\xff\xe1\0\x30Exif\0\0II*\0\x08\0\0\0",
            PNG,
        ),
        *(
            b"GIF87a",
            b"GIF89a\x08\0\x08\0",
            b"RIFF\0\0\0\0WEBP",
            b"RIFF\0\0\0\0WEBPVP8 \x40\0\0\0",
            b"\0\0\0\x18ftyp",
        ),
        *(
            b"RIFF\0\0\0\0WEBPVP8L\x40\0\0\0\x2f\x07\0\0\0",
            b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0",
            PNG + b"\0\0\0\x0dIHDR",
        ),
    ],
)
def test_any_octets_behind_any_magic(magic: bytes) -> None:
    chance = random.Random(magic)
    for length in (*range(60), *range(60, 3000, 97)):
        made_or_refused(magic + chance.randbytes(length))


@pytest.mark.parametrize("error", [OSError, SyntaxError, ValueError, struct.error, IndexError, MemoryError, KeyError])
def test_any_error_of_pillow_means_a_broken_picture(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("anything")

    monkeypatch.setattr(Image, "open", fail)
    assert refusal(samples()["png"]) == ("picture-broken", {})


def test_a_fault_of_the_installation_is_no_broken_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError):
        reencoded(samples()["png"])


# --- What was made earlier


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on nothing is made any more."""

    def fail(_: bytes) -> Picture:
        raise AssertionError("made again")

    return lambda: monkeypatch.setattr(shelves, "reencoded", fail)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_what_was_kept_is_not_made_again(tmp_path: Path, never: Callable[[], None]) -> None:
    octets = samples()
    shelf = Shelf(tmp_path / "a" / "pictures")
    made = {name: shelf.picture(each) for name, each in octets.items()}
    assert not (tmp_path / "a").exists()
    shelf.keep()
    assert len(names(tmp_path / "a" / "pictures")) == len(octets)
    assert made == {name: reencoded(each) for name, each in octets.items()}
    never()
    again = Shelf(tmp_path / "a" / "pictures")
    assert {name: again.picture(each) for name, each in octets.items()} == made
    again.keep()
    assert {name: Shelf(tmp_path / "a" / "pictures").picture(each) for name, each in octets.items()} == made


def test_what_is_asked_for_twice_is_made_once(tmp_path: Path, never: Callable[[], None]) -> None:
    shelf = Shelf(tmp_path)
    made = shelf.picture(samples()["png"])
    never()
    assert shelf.picture(samples()["png"]) == made


def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = Shelf(None)
    assert shelf.picture(samples()["png"]) == reencoded(samples()["png"])
    shelf.keep()
    assert names(tmp_path) == []


def test_what_was_not_asked_for_goes(tmp_path: Path) -> None:
    octets = samples()
    shelf = Shelf(tmp_path)
    shelf.picture(octets["png"])
    shelf.picture(octets["gif"])
    shelf.keep()
    both = names(tmp_path)
    strange = ["README", f"{'0' * 31}.picture", f"{'g' * 32}.picture", f"{'0' * 32}.picture.bak", f"{'0' * 32}.jpg"]
    for name in (*strange, f"{'0' * 32}.picture", f"{'1' * 32}.new"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / f"{'2' * 32}.picture").mkdir()
    shelf.picture(octets["gif"])
    shelf.keep()
    left = [name for name in names(tmp_path) if name not in strange]
    assert len(left) == 2 and f"{'2' * 32}.picture" in left and set(left) & set(both)
    shelf.keep()
    assert names(tmp_path) == sorted([*strange, f"{'2' * 32}.picture"])


def test_refusals_are_not_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for _ in range(2):
        with pytest.raises(NotAPicture):
            shelf.picture(ftyp(b"heic"))
    shelf.keep()
    assert names(tmp_path) == []


def test_damage_to_any_octet_counts_as_absent(tmp_path: Path) -> None:
    octets = file_of(Image.new("L", (8, 8), 7), "PNG")
    made = Shelf(tmp_path).picture(octets)
    shelf = Shelf(tmp_path)
    shelf.picture(octets)
    shelf.keep()
    file = next(tmp_path.iterdir())
    whole = file.read_bytes()
    assert whole.endswith(b"\n" + made.octets)
    key = file.stem
    assert shelves._read(file, key) == made
    for at in range(len(whole)):
        for damaged in (
            whole[:at],
            whole[:at] + whole[at + 1 :],
            whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
        ):
            file.write_bytes(damaged)
            assert shelves._read(file, key) is None
    file.write_bytes(whole)
    assert shelves._read(file, "0" * 32) is None
    file.write_bytes(b"")
    mended = Shelf(tmp_path)
    assert mended.picture(octets) == made
    mended.keep()
    assert file.read_bytes() == whole


def test_a_new_version_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    octets = samples()["png"]
    shelf = Shelf(tmp_path)
    shelf.picture(octets)
    shelf.keep()
    before = names(tmp_path)
    monkeypatch.setattr(shelves, "_maker", lambda: b"another")
    shelf.picture(octets)
    shelf.keep()
    assert len(names(tmp_path)) == 1 and names(tmp_path) != before


def test_a_disk_that_fails_loses_only_the_memo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    octets = samples()["png"]
    (tmp_path / "file").write_bytes(b"mine")
    shelf = Shelf(tmp_path / "file")
    assert shelf.picture(octets) == reencoded(octets)
    shelf.keep()
    assert (tmp_path / "file").read_bytes() == b"mine"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "folder"
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        shelf = Shelf(folder)
        shelf.picture(octets)
        shelf.keep()
    assert [Path(name).suffix for name in names(folder)] == [".new"]
    shelf.picture(octets)
    shelf.keep()
    assert [Path(name).suffix for name in names(folder)] == [".picture"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", full)
        Shelf(folder).keep()
    assert len(names(folder)) == 1


def test_pillow_is_loaded_only_to_make_a_picture(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.picture(samples()["png"])
    shelf.keep()
    (tmp_path / "kept.png").write_bytes(samples()["png"])
    (tmp_path / "new.png").write_bytes(samples()["gif"])
    program = """
import sys
from pathlib import Path
from campaign_calendar.pictures.picture import NotAPicture
from campaign_calendar.pictures.shelf import Shelf
folder = Path(sys.argv[1])
shelf = Shelf(folder / "shelf")
shelf.picture((folder / "kept.png").read_bytes())
try:
    shelf.picture(b"\\0\\0\\0\\x0cftypheic")
except NotAPicture as refusal:
    print(refusal.rule)
shelf.keep()
print("PIL" in sys.modules)
shelf.picture((folder / "new.png").read_bytes())
print("PIL" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (["picture-heic", "False", "True"], "")
