"""A calendar file in; its entries as they stand there, by UID, out."""

from __future__ import annotations

import re

VEVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
UID = re.compile(rb"\r\nUID:([^\r]*)")


def entries(octets: bytes) -> dict[str, bytes]:
    """The octets of all VEVENTs of each UID: of a series and of what is different on single dates."""
    found: dict[str, bytes] = {}
    for vevent in VEVENT.findall(octets):
        (uid,) = UID.findall(vevent.replace(b"\r\n ", b""))
        found[uid.decode()] = found.get(uid.decode(), b"") + vevent
    return found
