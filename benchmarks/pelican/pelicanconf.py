# A plain Pelican site which writes the same kinds of file as our tool: pages and calendar feeds.
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).parent
CAMPAIGN = json.loads((HERE / "campaign.json").read_text(encoding="utf-8"))

SITENAME = CAMPAIGN["name"]
SITEURL = CAMPAIGN["url"]
DEFAULT_LANG = "hi"
TIMEZONE = "Asia/Kolkata"
PATH = "content"
ARTICLE_PATHS = ["events"]
STATIC_PATHS = ["style.css"]
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["calendars"]
WITH_FUTURE_DATES = True  # an event's date is its start
ARTICLE_ORDER_BY = "date"
NEWEST_FIRST_ARCHIVES = False
DEFAULT_PAGINATION = False
JINJA_GLOBALS = {"CAMPAIGN": CAMPAIGN, "ROOT": CAMPAIGN["url"]}  # macros see these, and are made once

ARTICLE_URL = ARTICLE_SAVE_AS = "events/{slug}.html"
TAG_URL = TAG_SAVE_AS = "areas/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "phases/{slug}.html"
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "months/{date:%Y-%m}.html"
DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "months"]
ARCHIVES_SAVE_AS = "events/index.html"
TAGS_SAVE_AS = "areas/index.html"
CATEGORIES_SAVE_AS = "phases/index.html"
MONTHS_SAVE_AS = "months/index.html"
AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
