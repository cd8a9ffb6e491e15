"""Template folders and a campaign's languages in; wordings, hashed assets, and pages from templates, out.

A Theme is complete when it has been made: rendering asks nothing but it and the page's own data.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from markupsafe import Markup, escape

from campaign_calendar import addresses, prose
from campaign_calendar.cards.faces import Font
from campaign_calendar.content import strings as string_files
from campaign_calendar.content.reading import Reading
from campaign_calendar.content.strings import Strings
from campaign_calendar.located import Record, decode
from campaign_calendar.model import Language, Run
from campaign_calendar.problems import ContentError, Place, error
from campaign_calendar.reader import read_yaml
from campaign_calendar.wording import Wording

DRAWING_IN = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
TAG = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from|raw)\b"
    r"(?:\s*\"([\w./-]+)\"\s*(?:(?:as|import)\s[^%]*|[-+])?%\})?"  # without this it is not plain
)
ASIDE = re.compile(rb"^[ \t]*(?://.*(?:\n|\Z))?", re.MULTILINE)  # what only readers of a script need
REFERENCE_LANGUAGE = "en"  # every word that a page asks for stands in this language's file


def own_folder() -> Path:
    """The templates that come with the tool: beside the package in a clone, inside it once installed."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


class TemplateError(Exception):
    """A template that cannot be read or rendered: the message names template, line and page."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of static/: `path` carries its digest, but for those whose name is fixed by its reader."""

    name: str
    path: str
    octets: bytes


class Theme:
    def __init__(
        self,
        folders: Iterable[Path],
        languages: Iterable[Language],
        own_words: Mapping[str, Strings],
        compiled: jinja2.BytecodeCache | None = None,
    ):
        """`folders`: where templates are searched, in this order. `own_words`: a site's words by language, over
        the theme's. `compiled`: what was compiled before. Raises ContentError where a language lacks words,
        TemplateError for a broken template."""
        self.folders = tuple(folder for folder in folders if folder.is_dir())
        self.wordings = self._wordings(tuple(languages), own_words)
        self.assets = {asset.name: asset for asset in self._assets()}
        self.fonts = tuple(self._fonts())
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_written,
            bytecode_cache=compiled,
        )
        self._environment.filters["link"] = _link
        self._environment.filters["marked"] = jinja2.pass_context(_marked)
        self._environment.filters["prose"] = _prose
        self._environment.globals["directions"] = {
            code: wording.language.direction for code, wording in self.wordings.items()
        }
        self._environment.globals["locales"] = {
            code: wording.language.locale for code, wording in self.wordings.items()
        }
        self._environment.globals["absolute"] = addresses.absolute
        self._environment.globals["asset"] = lambda name: self.assets[name].path
        self._closures: dict[str, str] = {}
        said = [(each.language, sorted(each.strings.items())) for each in self.wordings.values()]
        self._shared = repr((said, sorted(asset.path for asset in self.assets.values())))

    def _wordings(self, languages: tuple[Language, ...], own: Mapping[str, Strings]) -> dict[str, Wording]:
        needed = words(self.folders, REFERENCE_LANGUAGE)
        problems = []
        wordings = {}
        for language in languages:
            carried = words(self.folders, language.code) or words(self.folders, language.code.partition("-")[0])
            strings = {**carried, **own.get(language.code, {})}
            missing = string_files.missing(strings, needed)
            place = Place(f"content/strings/{language.code}.yaml")
            if missing:
                problems.append(error(place, "strings-missing", language=language.code, keys=", ".join(missing)))
            wordings[language.code] = Wording(language, strings)
        if problems:
            raise ContentError(problems, languages[0].code)
        return wordings

    def _fonts(self) -> Iterable[Font]:
        """The fonts for share cards, in fonts/; letters are taken from the first one, by name, that has them."""
        files: dict[str, Path] = {}
        for folder in (each / "fonts" for each in reversed(self.folders)):
            names = os.listdir(folder) if folder.is_dir() else ()  # a glob would pass over what cannot be read
            files |= {each: folder / each for each in names if each.endswith((".otf", ".ttf"))}
        return (Font(name, file.read_bytes()) for name, file in sorted(files.items()))

    def _assets(self) -> Iterable[Asset]:
        """The files of static/. A folder in it is one asset, its files joined in the order of their names: site/*.js
        make site.js. Scripts go out without the lines that are comments and without indentation."""
        parts: dict[str, dict[str, Path]] = {}
        for folder in reversed(self.folders):
            static = folder / "static"
            for each in sorted(static.iterdir()) if static.is_dir() else ():
                if each.is_file():
                    parts[each.name] = {each.name: each}
                elif each.is_dir():
                    for part in filter(Path.is_file, sorted(each.iterdir())):
                        parts.setdefault(f"{each.name}{part.suffix}", {})[part.name] = part
        for name, files in sorted(parts.items()):
            octets = b"".join(file.read_bytes() for _, file in sorted(files.items()))
            if name.endswith(".js"):
                octets = ASIDE.sub(b"", octets)
            stem, dot, ending = name.partition(".")
            yield Asset(name, f"assets/{stem}.{_digest(octets)[:10]}{dot}{ending}", octets)

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """The first template of that name. One that is there and cannot be read is an error, not a missing one."""
        for folder in self.folders:
            file = folder / name
            try:
                return file.read_text(encoding="utf-8"), str(file), lambda: True
            except (FileNotFoundError, NotADirectoryError):
                continue
        return None

    def closure(self, template: str) -> str:
        """A digest of all that pages of `template` are made from besides their data."""
        if template not in self._closures:
            parts = [*self._sources(template), self._shared.encode()]
            self._closures[template] = _digest(b"\0".join(parts))
        return self._closures[template]

    def _sources(self, template: str) -> list[bytes]:
        """The sources of a template and of all that it extends, includes or imports; of all templates, where one of
        these is named only when a page is made."""
        pending = [(template, template, 1)]
        seen: dict[str, str] = {}
        while pending:
            name, asked_by, line = pending.pop()
            if name in seen:
                continue
            try:
                assert self._environment.loader is not None
                seen[name], _, _ = self._environment.loader.get_source(self._environment, name)
                plainly = _named_plainly(seen[name])
                if plainly is not None:
                    pending += [(each, name, line) for each, line in plainly]
                    continue
                tree = self._environment.parse(seen[name], name)
            except jinja2.TemplateNotFound as mistake:
                raise TemplateError(f"templates/{asked_by}:{line}: there is no template {name}") from mistake
            except (jinja2.TemplateError, UnicodeDecodeError) as mistake:
                raise TemplateError(_told(mistake, name)) from mistake
            for node in tree.find_all(DRAWING_IN):
                named = _names(node)
                pending += [(each, name, node.lineno) for each in named or self._all_templates()]
        return [seen[name].encode() for name in sorted(seen)]

    def _all_templates(self) -> list[str]:
        return sorted({name for folder in self.folders for name in os.listdir(folder) if name.endswith(".html")})

    def page(self, template: str, language: str, path: str, **values: Any) -> bytes:
        """The page at `path` out of its template, which may do anything wrong that a program can."""
        wording = self.wordings[language]
        try:
            made = self._environment.get_template(template)
            return made.render(path=path, language=language, words=wording, say=wording.say, **values).encode()
        except Exception as mistake:
            raise TemplateError(f"{_told(mistake, template)} (page {path})") from mistake


def _named_plainly(source: str) -> list[tuple[str, int]] | None:
    """The templates that one draws in, each with its line, where all are named by nothing but a string; else None,
    and only a parser can tell, which takes a hundred times as long."""
    source = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
    found = [(tag[1], source.count("\n", 0, tag.start()) + 1) for tag in TAG.finditer(source)]
    return found if all(name for name, _ in found) else None


def _names(node: Any) -> list[str]:
    """The templates that a node draws in; none where that is known only when a page is made."""
    if isinstance(node.template, nodes.Const):
        value = node.template.value
        return [value] if isinstance(value, str) else list(value)
    if isinstance(node.template, nodes.Tuple | nodes.List):
        return [each.value for each in node.template.items if isinstance(each, nodes.Const)]
    return []


def words(folders: Iterable[Path], language: str) -> Strings:
    """The interface words of `language` that the template folders carry; the first folder's win."""
    reading = Reading()
    found: dict[str, str] = {}
    for folder in folders:
        file = folder / "strings" / f"{language}.yaml"
        if not file.is_file():
            continue
        source = decode(file.read_bytes(), f"templates/strings/{file.name}", reading.problems)
        node = read_yaml(source, reading.problems) if source else None
        if isinstance(node, Record):
            found = string_files.flat(node, reading) | found
    if reading.problems:
        raise ContentError(reading.problems)
    return found


def _digest(octets: bytes) -> str:
    return blake2b(octets, digest_size=12).hexdigest()


def _told(mistake: Exception, template: str) -> str:
    """Template, line and what is wrong, for an error in one."""
    if isinstance(mistake, jinja2.TemplateSyntaxError):
        return f"templates/{mistake.name or template}:{mistake.lineno}: {mistake.message}"
    place = f"templates/{template}"
    if isinstance(mistake, UnicodeDecodeError):
        line = mistake.object.count(b"\n", 0, mistake.start) + 1
        return f"{place}:{line}: it is not UTF-8; save it again with that encoding"
    trace = None if isinstance(mistake, RecursionError) else mistake.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix == ".html":
            place = f"templates/{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{place}: {type(mistake).__name__}: {mistake}"


@jinja2.pass_context
def _written(context: jinja2.runtime.Context, value: Any) -> Any:
    """A Run in another language than the page's is marked with its own."""
    if not isinstance(value, Run):
        return value
    if value.language == context["language"]:
        return value.text
    return Markup("<span{}>{}</span>").format(_marked(context, value.language), value.text)


def _marked(context: jinja2.runtime.Context, language: str) -> Markup:
    """The attributes of text in another language than the page's."""
    directions: Mapping[str, str] = context["directions"]
    if directions[language] == directions[context["language"]]:
        return Markup(' lang="{}"').format(language)
    return Markup(' lang="{}" dir="{}"').format(language, directions[language])


def _titled(context: jinja2.runtime.Context, title: Run, around: str) -> Markup:
    """A title within text in the language `around`."""
    if title.language == around:
        return escape(title.text)
    direction = context["directions"][title.language]
    return Markup('<span lang="{}" dir="{}">{}</span>').format(title.language, direction, title.text)


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, target: str) -> str:
    """The way from this page to `target`."""
    return addresses.relative(context["path"], target)


@jinja2.pass_context
def _prose(context: jinja2.runtime.Context, passage: Any) -> Markup:
    """The safe HTML of a Passage, its internal links relative to this page."""
    targets = dict(passage.targets)
    titles = dict(passage.titles)
    html = prose.with_addresses(
        prose.html(passage.run.text),
        lambda target: addresses.relative(context["path"], targets[target]),
        lambda target: _titled(context, titles[target], passage.run.language),
        dict(passage.sizes).__getitem__,
    )
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    if passage.run.language == context["language"]:
        return Markup(html)
    return Markup("<div{}>{}</div>").format(_marked(context, passage.run.language), Markup(html))
