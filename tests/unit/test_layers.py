"""The layers of the engine: imports only point down, one place prints, one place asks the clock."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "campaign_calendar"
ROOT = PACKAGE.name

# Modules and rooms (folders) from top to bottom. None may import one that stands above it.
ORDER = [
    *("__main__", "cli", "commands", "serve", "formats"),
    *("starting", "committed", "preview", "entering", "importers", "pipeline", "workers"),
    *("verify", "feedlint", "plan", "outputs", "release", "compiled", "inputs", "manifest"),
    *("checks", "schema", "fetch", "download", "moment"),
    *("stamps", "history", "published", "bulletins", "feeds", "vevent", "google", "telling", "revisions", "visible"),
    *("theme", "content"),
    *(
        "sheet",
        "writing",
        "facts",
        "cards",
        "pictures",
        "recurrence",
        "zones",
        "prose",
        "dialect",
        "limits",
        "contentline",
        "known",
        "standing",
        "matrix",
        "coverage",
        "wording",
        "addresses",
        "cldr",
    ),
    *("model", "findings", "reader", "located", "syntax", "problems", ROOT),
]

FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8"), str(file)) for file in FILES}


def name(file: Path) -> str:
    """The module that a file is, with dots."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ROOT


MODULES = {name(file) for file in FILES}


def imports(file: Path) -> set[str]:
    """The modules of the package that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}:{node.lineno}: a relative import"
            inside = {f"{node.module}.{each.name}" for each in node.names}
            found |= {each if each in MODULES else str(node.module) for each in inside}
    return (found & MODULES) - {name(file)}


parametrized = pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())


def test_every_room_has_its_place() -> None:
    assert {room(module) for module in MODULES} == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


@parametrized
def test_imports_point_down(file: Path) -> None:
    here = ORDER.index(room(name(file)))
    up = [module for module in imports(file) if room(module) in ORDER and ORDER.index(room(module)) < here]
    assert up == []


def test_no_import_leads_back() -> None:
    """Also within a room. Raises CycleError, which names the circle."""
    TopologicalSorter({name(file): imports(file) for file in FILES}).prepare()


@parametrized
def test_what_is_imported_for_types_is_imported_for_good(file: Path) -> None:
    """A circle hidden behind TYPE_CHECKING is one."""
    assert not {"TYPE_CHECKING"} & _names(TREES[file])


@parametrized
def test_only_the_command_line_prints_and_exits(file: Path) -> None:
    if name(file) == f"{ROOT}.cli":
        return
    allowed = {"exit"} if name(file) == f"{ROOT}.__main__" else set()
    calls = {_called(node) for node in ast.walk(TREES[file]) if isinstance(node, ast.Call)}
    assert not calls & ({"print", "exit", "sys.exit", "os._exit", "quit"} - {f"sys.{each}" for each in allowed})
    dotted = {_called(node) for node in ast.walk(TREES[file]) if isinstance(node, ast.Attribute)}
    assert not {"sys.stdout", "sys.stderr", "sys.__stdout__"} & dotted
    assert not {"SystemExit", "breakpoint"} & _names(TREES[file])


@parametrized
def test_only_one_place_asks_the_clock(file: Path) -> None:
    if name(file) == f"{ROOT}.moment":
        return
    assert not {"now", "utcnow", "today"} & {
        _called(node).rpartition(".")[2] for node in _calls(file) if _dated(node)
    }
    clocks = {each for node in ast.walk(TREES[file]) for each in _imported_from(node, "time")}
    timed = [f"{ROOT}.commands.build", f"{ROOT}.commands.serve", f"{ROOT}.commands.steps"]
    allowed = {"perf_counter"} if name(file) in timed else set()
    allowed |= {"monotonic"} if name(file) == f"{ROOT}.serve.server" else set()  # how long a client is waited for
    assert clocks <= allowed


@parametrized
def test_only_one_place_asks_the_environment(file: Path) -> None:
    """Not the language, the zone or the locale of the machine decides, but the campaign. Beside the moment of the
    build, only where GitHub wants its summary is asked for."""
    if name(file) in (f"{ROOT}.moment", f"{ROOT}.cli"):
        return
    assert not {"environ", "environb", "getenv", "setlocale", "getlocale", "tzset"} & _names(TREES[file])


@parametrized
def test_what_is_wrong_is_not_hidden(file: Path) -> None:
    """Whoever catches everything tells it or hands it on."""
    for handler in (node for node in ast.walk(TREES[file]) if isinstance(node, ast.ExceptHandler)):
        assert not isinstance(handler.body[0], ast.Pass), handler.lineno
        if handler.type is None or _called(handler.type) in ("Exception", "BaseException"):
            reraised = isinstance(handler.body[-1], ast.Raise)
            used = handler.name in {node.id for node in ast.walk(handler) if isinstance(node, ast.Name)}
            assert reraised or used, handler.lineno


@parametrized
def test_a_module_says_on_top_what_it_is_for(file: Path) -> None:
    told = ast.get_docstring(TREES[file])
    assert told and len(told.split("\n\n")[0].splitlines()) <= 2


@parametrized
def test_a_module_has_a_name_of_its_own(file: Path) -> None:
    assert not {"utils", "util", "helpers", "helper", "common", "misc", "base"} & set(name(file).split("."))


def _names(tree: ast.AST) -> set[str]:
    """Every name and attribute that stands in the code."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}


def _calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(TREES[file]) if isinstance(node, ast.Call)]


def _called(node: ast.AST) -> str:
    """`a.b` of a call of a.b, or of a name."""
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute):
        return f"{_called(target.value)}.{target.attr}"
    return target.id if isinstance(target, ast.Name) else ""


def _dated(call: ast.Call) -> bool:
    return _called(call).split(".")[0] in ("date", "datetime", "dt")


def _imported_from(node: ast.AST, module: str) -> set[str]:
    if isinstance(node, ast.ImportFrom) and node.module == module:
        return {each.name for each in node.names}
    if isinstance(node, ast.Import) and module in {each.name for each in node.names}:
        return {module}
    return set()
