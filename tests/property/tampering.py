"""What others do to a built site and its cache: each function does one random harm and tells it.

`elsewhere` is a folder outside both, where links of the output lead to and that no build may touch.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

from campaign_calendar.release import cache_folder


def some_file(folder: Path, random: Random) -> Path | None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return random.choice(files) if files else None


def some_folder(folder: Path, random: Random) -> Path | None:
    folders = sorted(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())
    return random.choice(folders) if folders else None


def alter(file: Path, random: Random) -> None:
    """Other octets, of the same number, and a modification time as before."""
    octets = bytearray(file.read_bytes())
    if octets:
        octets[random.randrange(len(octets))] ^= 1
    before = file.stat()
    file.write_bytes(octets)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def harm_a_file(output: Path, elsewhere: Path, random: Random) -> str:
    file = some_file(output, random)
    if file is None:
        return "nothing to harm"
    harm = random.choice(
        ["alter", "truncate", "delete", "chmod", "touch", "folder", "full folder", "symlink", "link"]
    )
    if harm == "alter":
        alter(file, random)
    elif harm == "truncate":
        os.truncate(file, file.stat().st_size // 2)
    elif harm == "chmod":
        file.chmod(random.choice([0o600, 0o755, 0o444]))
    elif harm == "touch":
        os.utime(file)
    elif harm == "link":
        os.link(file, elsewhere / f"{random.random()}")
    else:
        octets = file.read_bytes()
        file.unlink()
        if harm in ("folder", "full folder"):
            file.mkdir()
        if harm == "full folder":
            (file / "inside.html").write_bytes(octets)
        if harm == "symlink":
            target = elsewhere / f"{random.random()}"
            target.write_bytes(octets)
            file.symlink_to(target)
    return f"{harm} {file.relative_to(output).as_posix()}"


def harm_a_folder(output: Path, elsewhere: Path, random: Random) -> str:
    folder = some_folder(output, random)
    if folder is None:
        return "no folder to harm"
    harm = random.choice(["symlink", "delete", "chmod", "file", "empty"])
    if harm == "chmod":
        folder.chmod(0o700)
    elif harm == "symlink":
        target = elsewhere / f"{random.random()}"
        shutil.copytree(folder, target, symlinks=True)
        shutil.rmtree(folder)
        folder.symlink_to(target)
    else:
        shutil.rmtree(folder)
        if harm == "file":
            folder.write_text("now a file", encoding="utf-8")
        if harm == "empty":
            folder.mkdir()
    return f"{harm} {folder.relative_to(output).as_posix()}/"


def add_what_is_foreign(output: Path, elsewhere: Path, random: Random) -> str:
    if not output.is_dir():
        return "nowhere to add to"
    folder = random.choice([output, some_folder(output, random) or output])
    place = folder / random.choice(["foreign.html", "added-1.html", "added-2.ics", ".hidden", "पता.html", "foreign"])
    if place.exists() or place.is_symlink():
        return f"{place.name} is there"
    kind = random.choice(["file", "folder", "full folder", "symlink", "link"])
    if kind == "file":
        place.write_text("foreign", encoding="utf-8")
    elif kind == "symlink":
        place.symlink_to(elsewhere)
    elif kind == "link":
        source = elsewhere / f"{random.random()}"
        source.write_text("linked", encoding="utf-8")
        os.link(source, place)
    else:
        place.mkdir()
        if kind == "full folder":
            (place / "foreign.html").write_text("foreign", encoding="utf-8")
    return f"foreign {kind} {place.relative_to(output).as_posix()}"


def harm_the_whole(output: Path, _elsewhere: Path, random: Random) -> str:
    if not output.is_dir():
        return "nothing to harm"
    harm = random.choice(["delete", "empty", "chmod", "copy"])
    if harm == "chmod":
        output.chmod(0o700)
    elif harm == "copy":
        copy = output.with_name("copy")
        shutil.copytree(output, copy, symlinks=True)
        shutil.rmtree(output)
        copy.rename(output)
    else:
        shutil.rmtree(output)
        if harm == "empty":
            output.mkdir()
    return f"{harm} the output"


def harm_the_cache(output: Path, elsewhere: Path, random: Random) -> str:
    cache = cache_folder(output)
    if not cache.is_dir():
        return "no cache to harm"
    harm = random.choice(
        ["cache", "spare", "lock", "manifests", "truncate", "garbage", "alter", "spare file", "in spare"]
    )
    manifests = sorted(cache.glob("*.manifest"))
    if harm == "cache":
        shutil.rmtree(cache)
    elif harm == "spare":
        shutil.rmtree(cache / "spare", ignore_errors=True)
    elif harm == "lock":
        (cache / "lock").unlink(missing_ok=True)
    elif harm == "spare file":
        shutil.rmtree(cache / "spare", ignore_errors=True)
        (cache / "spare").write_text("not a folder", encoding="utf-8")
    elif harm == "in spare":
        inside = random.choice([harm_a_file, harm_a_folder, add_what_is_foreign])
        return f"in the spare: {inside(cache / 'spare', elsewhere, random)}"
    elif manifests:
        manifest = random.choice(manifests)
        if harm == "manifests":
            for each in manifests:
                each.unlink()
        elif harm == "truncate":
            os.truncate(manifest, random.randrange(manifest.stat().st_size))
        elif harm == "garbage":
            manifest.write_bytes(random.randbytes(300))
        else:
            alter(manifest, random)
    return f"{harm} of the cache"


TAMPERINGS = (
    *(harm_a_file, harm_a_file, harm_a_file, harm_a_folder, harm_a_folder, add_what_is_foreign, add_what_is_foreign),
    *(harm_the_whole, harm_the_cache, harm_the_cache, harm_the_cache),
)
