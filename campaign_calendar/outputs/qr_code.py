"""A picture that a phone's camera reads: it leads from a poster or another screen to a page of this site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = None
QUIET_ZONE = 4  # modules of white around it (ISO/IEC 18004)
# Readers understand each of the eight masks. Choosing the best one is four fifths of the work, and this one comes out
# best for addresses on average.
MASK = 2


@dataclass(frozen=True)
class QrCode:
    address: str


def qr_codes(edition: Edition) -> Iterator[Output]:
    """They lead to where the address of a feed stands."""
    base = edition.site.campaign.url
    if base:
        for name, place in edition.pictured.items():
            path = edition.subscription(name).qr_code
            yield Output(path, "qr_code", QrCode(addresses.absolute(base, place)))


def render(data: QrCode, _theme: Theme) -> bytes:
    """At level M or, where that takes no more room, a better one; on white, as it is read on dark pages too."""
    import segno  # it takes a while to load, and most builds make no new picture

    drawn = BytesIO()
    symbol = segno.make(data.address, error="m", micro=False, mask=MASK)
    symbol.save(
        drawn,
        kind="svg",
        border=QUIET_ZONE,
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        nl=False,
    )
    return drawn.getvalue()
