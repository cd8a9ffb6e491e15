"""content/media/: pictures and documents that events and notes point at, and the files that they are published as."""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import TEXT, as_identifier
from campaign_calendar.located import Scalar, normal
from campaign_calendar.model import Attachment, Image, MediaFile
from campaign_calendar.pictures.picture import MAX_OCTETS, NotAPicture
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.problems import nearest

FOLDER = "media"
FILE = re.compile(r"media(?:/(?!\.{1,2}(?:/|$))[^/]+)+")
PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "gif"})
DRAWN_ELSEWHERE = frozenset({"heic", "heif", "avif", "svg", "bmp", "tif", "tiff", "psd", "ai", "cdr"})
DOCUMENTS = frozenset({"pdf", "txt", "csv", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx"})
MAX_NAME = 40


class Media:
    """The folder, read file by file as it is asked for. `published` is by name in content/, in NFC: that is how texts
    name a file, and a disk may have its name in another form."""

    def __init__(self, content: Path, shelf: Shelf) -> None:
        self._content = content
        self._shelf = shelf
        self._refused: dict[str, tuple[str, dict[str, object]]] = {}
        self.published: dict[str, MediaFile] = {}
        self._files = {normal(name): name for name in _names(content)}

    def has(self, scalar: Scalar, picture_only: bool, reading: Reading) -> bool:
        """Whether the file that `scalar` names can be published; if not, a problem says why."""
        wrong = self.wrong_with(scalar.text, picture_only)
        if wrong:
            rule, values = wrong
            reading.error(scalar.place, rule, **{"value": scalar.text, **values})
        return wrong is None

    def wrong_with(self, name: str, picture_only: bool = False) -> tuple[str, dict[str, object]] | None:
        """The rule, and what fills its sentence, that keeps a file from being published; None if it can be."""
        if not FILE.fullmatch(name):
            return "media-path", {}
        if name not in self._files:
            near = self.like(name)
            return ("media-missing-near", {"near": near}) if near else ("media-missing", {})
        ending = PurePosixPath(name).suffix[1:].lower()
        if picture_only and ending in DOCUMENTS:
            return "picture-document", {"endings": ", ".join(sorted(PICTURES))}
        if ending not in PICTURES | DRAWN_ELSEWHERE | DOCUMENTS:
            return "media-ending", {"endings": ", ".join(sorted(PICTURES | DOCUMENTS))}
        if name not in self.published and name not in self._refused:
            self._take(name, ending)
        return self._refused.get(name)

    def like(self, name: str) -> str:
        """The file that was probably meant: of nearly that name, in whatever folder; else an empty string."""
        by_name = {PurePosixPath(each).name: each for each in self._files}
        last = _below_media(name).rpartition("/")[2]
        return nearest(name, self._files) or by_name.get(last) or by_name.get(nearest(last, by_name), "")

    def _take(self, name: str, ending: str) -> None:
        octets = _octets(self._content / self._files[name])
        stem = as_identifier(PurePosixPath(name).stem, "file")[:MAX_NAME].strip("-")
        try:
            if ending in DOCUMENTS:
                if len(octets) > MAX_OCTETS:
                    raise NotAPicture("media-too-large", size=len(octets) // 1_000_000, limit=MAX_OCTETS // 1_000_000)
                self.published[name] = MediaFile(f"media/{stem}.{_digest(octets)}.{ending}", octets)
            else:
                made = self._shelf.picture(octets)
                path = f"media/{stem}.{_digest(made.octets)}.jpg"
                self.published[name] = MediaFile(path, made.octets, (made.width, made.height))
        except NotAPicture as reason:
            self._refused[name] = (
                reason.rule,
                {"what": reason.values.get("value", ""), **reason.values, "value": name},
            )


def _names(content: Path) -> list[str]:
    """All regular files below media/, without following links."""
    found = []
    folder = content / FOLDER
    pending = [folder] if folder.is_dir() and not folder.is_symlink() else []
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    found.append(Path(entry.path).relative_to(content).as_posix())
    return sorted(found)


def _octets(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_OCTETS + 1)


def _digest(octets: bytes) -> str:
    return blake2b(octets, digest_size=5).hexdigest()


def _file(scalar: Scalar, name: str, reading: Reading) -> Scalar | None:
    """The name of a file below media/, as it stands in content/."""
    if FILE.fullmatch(scalar.text):
        return scalar
    reading.error(scalar.place, "media-path", field=name, value=scalar.text)
    return None


def _below_media(name: str) -> str:
    """media/hall.jpg for a path that ends in it, or in hall.jpg."""
    parts = name.replace("\\", "/").split("/")
    rest = parts[parts.index(FOLDER) + 1 :] if FOLDER in parts else parts[-1:]
    return "" if "://" in name else "/".join((FOLDER, *rest))


# fmt: off
MEDIA_FILE = Single(_file, {"en": "a file below content/media/: media/hall.jpg", "hi": "content/media/ की कोई फाइल: media/hall.jpg"}, FILE.pattern, mend=_below_media)
IMAGE = (
    Field("file", MEDIA_FILE, {"en": "The picture: media/hall.jpg", "hi": "तस्वीर: media/hall.jpg"}, required=True),
    Field("alt", TEXT, {"en": "What is to be seen, for those who cannot see it", "hi": "तस्वीर में क्या है, उनके लिए जो देख नहीं सकते"}),
    Field("credit", TEXT, {"en": "Whose picture it is", "hi": "तस्वीर किसकी है"}),
)
ATTACHMENT = (
    Field("file", MEDIA_FILE, {"en": "The document: media/agenda.pdf", "hi": "दस्तावेज़: media/agenda.pdf"}, required=True),
    Field("title", TEXT, {"en": "What it is", "hi": "यह क्या है"}, required=True),
)
IMAGE_FIELD = Field("image", Group(IMAGE), {"en": "A picture of it", "hi": "इसकी तस्वीर"})
ATTACHMENTS = Field("attachments", ListOf(Group(ATTACHMENT)), {"en": "Documents to take along", "hi": "साथ के दस्तावेज़"})
# fmt: on


def image(values: Values | None, media: Media, reading: Reading) -> Image | None:
    if values is None or values["file"] is None or not media.has(values["file"], True, reading):
        return None
    return Image(values["file"].text, values["alt"], values["credit"])


def attachments(written: tuple[Values, ...] | None, media: Media, reading: Reading) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(each["file"].text, each["title"])
        for each in written or ()
        if each["file"] and each["title"] and media.has(each["file"], False, reading)
    )
