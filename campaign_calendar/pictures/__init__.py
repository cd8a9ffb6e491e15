"""An uploaded picture of any make in; a small progressive JPEG without metadata, and its size in pixels, out.

Content is not trusted: a file is walked through before any of it is decoded.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from campaign_calendar.pictures.picture import MAX_OCTETS, NotAPicture, Picture, too_large
from campaign_calendar.pictures.walk import walk


def reencoded(octets: bytes) -> Picture:
    """The picture as it is published. Raises NotAPicture and, whatever the octets are, nothing else."""
    if len(octets) > MAX_OCTETS:
        raise too_large(len(octets), MAX_OCTETS, "MB")
    with _or_broken():
        walked = walk(octets)
    from campaign_calendar.pictures import drawing  # not before there is a picture to make: it loads Pillow

    # Pillow warns of damage that we either refuse or do not mind.
    with _or_broken(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return drawing.encoded(drawing.drawn(walked))


@contextmanager
def _or_broken() -> Iterator[None]:
    """Damaged files make Pillow raise errors of a dozen kinds, and every version has others. Whichever it is, the
    sentence for the editor is the same. A fault of Pillow itself comes up when it is loaded, outside of this."""
    try:
        yield
    except NotAPicture:
        raise
    except Exception as reason:
        raise NotAPicture("picture-broken") from reason
