"""Values for the sentences that no single file of the corpus brings about, and those that are no messages at all."""

from __future__ import annotations

# What the tool says of its own doings.
SENTENCES_ONLY = frozenset(
    {
        *("warning", "waiting", "built", "checked", "not-built", "drafts", "acceptable", "accepted", "and-more"),
        *("step-read", "step-check", "step-stamp", "step-plan", "step-render", "step-verify"),
        *("step-publish", "coverage-too-few", "serving", "served", "serve-wrong"),
        *("started", "started-no-address", "ask-languages", "ask-name", "ask-starts", "ask-ends", "ask-timezone"),
        *("ask-areas", "ask-place", "ask-levels", "ask-url", "ask-uid-domain", "usual-campaign", "usual-area"),
        *(
            "ask-host",
            "started-tool",
            "hook-no-tool",
            "init-languages",
            "init-name",
            "init-day",
            "init-order",
            "init-areas",
        ),
        *("init-levels", "init-url", "init-host", "new-needed"),
        *("new-missing", "new-phase", "new-area", "new-title", "new-title-free", "new-title-also", "new-start"),
        *("new-end", "new-no-end", "new-when", "new-venue", "new-id", "new-id-form", "new-id-taken", "new-mean"),
        *("new-near", "new-unknown", "new-text", "new-show", "new-write", "new-not-written", "new-written"),
        *("diff-one", "diff-count", "diff-none", "diff-renamed", "diff-vanished"),
    }
)

WHERE = "content/events/ward-7/reading-evening.yaml:1"

SAMPLES: dict[str, dict[str, str]] = {
    "double": {"other": "ward-7-reading-evening", "where": WHERE},
    "double-undated": {"other": "ward-7-reading-evening", "where": WHERE},
    "stray-file": {"value": "hall.jpg"},
    "file-missing": {"value": "campaign.yaml"},
    "no-file": {"value": "pipe.yaml"},
    "note-language": {"value": "what-to-bring-en.md", "near": "what-to-bring.en.md"},
    "symbolic-link": {"value": "events/evening.yaml"},
    "too-large": {"bytes": "1000001", "limit": "1000000"},
    "media-too-large": {"value": "media/agenda.pdf", "size": "34", "limit": "20"},
    "picture-broken": {"value": "media/hall.jpg"},
    "picture-format": {"value": "media/hall.jpg", "what": "BMP"},
    "picture-heic": {"value": "media/hall.heic"},
    "picture-svg": {"value": "media/logo.svg"},
    "picture-too-large": {"value": "media/hall.jpg", "what": "108 MP", "limit": "60 MP"},
    "published-damaged": {"value": "JSONDecodeError: line 1 column 5"},
    "published-newer": {"value": "2"},
    "published-other-domain": {"value": "reading.example"},
    "published-other-language": {"value": "hi"},
    "renamed": {"value": "ward-7-evening", "old": "ward-7-reading-evening"},
    "strings-missing": {"language": "ta", "keys": "programme, areas"},
    "line-too-long": {"field": "title", "length": "12000", "limit": "10000"},
    "too-many-mistakes": {"limit": "1000"},
    "text-too-long": {"field": "what-to-bring", "length": "130000", "limit": "120000"},
    "text-too-dense": {"field": "what-to-bring", "signs": "24000", "limit": "20000"},
    "vanished": {"value": "ward-7-reading-evening"},
    "card": {"value": "読書の夕べ", "letter": "読"},
    "card-shaper": {"value": "uharfbuzz"},
    "feed-size": {"value": "calendar.ics", "events": "1204", "size": "1830"},
    "vanished-occurrence": {"value": "2018-12-06"},
}
