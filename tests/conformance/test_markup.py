"""Every page, style sheet and drawing of all campaigns, shipped or tested, as the Nu HTML checker reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.campaign import write_hard_campaign
from tests.campaigns import EPOCH, build_here
from tests.conformance.hosting import hosted
from tests.conformance.sites import SHIPPED, WRITTEN
from tests.instruments import checker, installed

# What the checker gets wrong. Data in a page (JSON-LD) is no script but a "data block", and policies are not asked
# about it; that no other script is inline is tested elsewhere. The page whose style is inline names the hash of
# that style, and the checker knows no hashes; browsers do, and the browser tests see the page styled.
NO_SCRIPT = "info: Inline script violates Content Security Policy (meta tag)"
NO_HASHES = "info: Inline style violates Content Security Policy (meta tag)"

BROKEN = """\
<!DOCTYPE html>
<html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'">
<title>Broken</title><p><img src="x.png"><img src="https://elsewhere.example/x.png" alt="x">
"""


def campaigns() -> dict[str, Callable[[Path], None]]:
    """What writes the content of those that are not in the checkout; great ones have no kind of page of their own."""
    great = ("thousands", "awkward")
    return {name: write for name, write in WRITTEN.items() if name not in great} | {"hard": write_hard_campaign}


def mistaken(address: str, message: str) -> bool:
    if address.endswith("/404.html"):
        return message.startswith(NO_HASHES)
    return "/events/" in address and message.startswith(NO_SCRIPT)


def test_the_checker_finds_nothing_but_what_is_broken(tmp_path: Path) -> None:
    installed("vnu-jar", "java")
    www = tmp_path / "www"
    www.mkdir()
    for name, site in SHIPPED.items():
        build_here(site, www / name, published="none")
    for name, write in campaigns().items():
        (tmp_path / name).mkdir()
        write(tmp_path / name)
        build_here(tmp_path / name, www / name, epoch=EPOCH, published="none")
    (www / "broken.html").write_text(BROKEN, encoding="utf-8")
    (www / "broken.css").write_text("a { colr: red }", encoding="utf-8")

    files = sorted(file for kind in ("css", "svg") for file in www.rglob(f"*.{kind}"))
    with hosted(www) as address:
        pages = [f"{address}/{page.relative_to(www).as_posix()}" for page in sorted(www.rglob("*.html"))]
        found = checker.said(pages, files)
    broken = [message for address, message in found if "/broken." in address]
    assert {message.partition(":")[0] for message in broken} == {"error", "info"} and len(broken) == 3, broken
    faults = [
        f"{address}: {message}"
        for address, message in found
        if "/broken." not in address and not mistaken(address, message)
    ]
    assert not faults, "\n".join(faults[:20])
