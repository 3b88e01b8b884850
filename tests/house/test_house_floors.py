"""Imports go down only; what is heavy, and what touches the world, stays in the rooms that are for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from house.checkout import Module, at_import, dotted, imported, modules

FLOORS = (
    ("base",),
    ("codes", "model"),
    ("buying",),
    ("schedules", "functions", "almanac", "exporters"),
    ("language", "audience", "planning", "simulation", "evaluation", "reports", "data", "workspace", "trial", "census"),
    ("loading",),
    ("pipeline", "trials"),
    ("censuses",),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

HEAVY = {"numpy", "scipy", "duckdb", "sqlglot", "jinja2", "icalendar", "sqlite_utils"}
LIGHT_ROOMS = {"base", "model", "codes", "schedules", "functions", "almanac", "language", "cli", "pipeline", "loading"}

FILE_ROOMS = {"data", "workspace", "cli"}
FILE_MODULES = {"clmplan.base.assets"}
FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmdir", "iterdir", "glob"}
FILE_METHODS |= {"rglob", "touch", "exists", "is_file", "is_dir", "resolve", "stat", "chmod", "symlink_to", "rename"}

CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}
CLOCKS |= {"time.monotonic", "time.localtime", "time.gmtime", "time.perf_counter", "time.process_time"}
CHANCE = {"random", "secrets", "numpy.random", "uuid.uuid1", "uuid.uuid4"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.urandom", "os.getcwd", "Path.cwd", "Path.home"}


def named(found: Iterator[str]) -> str:
    return "\n".join(found)


def test_every_room_stands_on_a_floor():
    assert {module.room for module in modules()} - {"__init__"} == set(FLOOR)


def test_imports_go_down_or_stay_in_their_room_also_inside_functions():
    assert named(_climbing()) == ""


def _climbing() -> Iterator[str]:
    for module in modules():
        for node in ast.walk(module.tree):
            for name in imported(node, module):
                room = name.split(".")[1] if name.startswith("clmplan.") else None
                if room in FLOOR and module.room != room and FLOOR[room] >= FLOOR.get(module.room, 0):
                    yield f"{module.shown}:{node.lineno} imports {name}"


def test_imports_are_absolute():
    found = (
        f"{module.shown}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    )
    assert named(found) == ""


def test_light_rooms_load_nothing_heavy_when_they_are_imported():
    found = (
        f"{module.shown}:{node.lineno} imports {name}"
        for module in modules()
        if module.room in LIGHT_ROOMS
        for node in at_import(module.tree)
        for name in imported(node, module)
        if name.split(".")[0] in HEAVY
    )
    assert named(found) == ""


def test_only_the_command_line_prints():
    calls = {"print", "sys.stdout.write", "sys.stderr.write"}
    assert named(_calls(calls, allowed={"cli"})) == ""


def test_only_edge_rooms_touch_files():
    found = (
        f"{module.shown}:{node.lineno} {name}"
        for module in modules()
        if module.room not in FILE_ROOMS and module.name not in FILE_MODULES
        for node in ast.walk(module.tree)
        if (name := _touching(node))
    )
    assert named(found) == ""


def test_only_edge_rooms_read_the_environment():
    found = (
        f"{module.shown}:{node.lineno} {dotted(node)}"
        for module in modules()
        if module.room not in {"cli", "workspace", "data"}
        for node in ast.walk(module.tree)
        if dotted(node) in ENVIRONMENT
    )
    assert named(found) == ""


def test_nothing_reads_a_clock_except_the_timings_of_the_command_line():
    found = (
        f"{module.shown}:{node.lineno} {dotted(node)}"
        for module in modules()
        for node in ast.walk(module.tree)
        if dotted(node).removeprefix("datetime.datetime.").removeprefix("dt.") in CLOCKS
        and not (module.room == "cli" and dotted(node) == "time.perf_counter")
    )
    assert named(found) == ""


def test_nothing_draws_from_an_unkeyed_source_of_chance():
    imports = (
        f"{module.shown}:{node.lineno} imports {name}"
        for module in modules()
        for node in ast.walk(module.tree)
        for name in imported(node, module)
        if name in CHANCE or (name.startswith("time.") and name in CLOCKS and module.room != "cli")
    )
    assert named(imports) == ""
    uses = (
        f"{module.shown}:{node.lineno} {dotted(node)}"
        for module in modules()
        for node in ast.walk(module.tree)
        if dotted(node).startswith(("random.", "np.random", "numpy.random")) or dotted(node) in CHANCE
    )
    assert named(uses) == ""


def test_library_code_asserts_nothing():
    found = (
        f"{module.shown}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assert)
    )
    assert named(found) == ""


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("open('x')", True), ("place.read_text()", True), ("Path('x').open()", True), ("reader.texts()", False)],
)
def test_the_search_for_files_finds_what_it_should(text: str, is_found: bool):
    assert any(_touching(node) for node in ast.walk(ast.parse(text))) is is_found


def _touching(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    match node.func:
        case ast.Name("open"):
            return "open(…)"
        case ast.Attribute(_, name) if name in FILE_METHODS:
            # `resolve` and the like are also words of ours: only a method of a value is meant, never of a module.
            return "" if name == "resolve" and not _is_path(node.func.value) else f".{name}(…)"
        case ast.Attribute(value, "open") if _is_path(value):
            return ".open(…)"
    return ""


def _is_path(value: ast.expr) -> bool:
    text = ast.unparse(value).lower()
    return "path" in text or "folder" in text or "file" in text


def _calls(names: set[str], allowed: set[str]) -> Iterator[str]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and dotted(node.func) in names and module.room not in allowed:
                yield f"{module.shown}:{node.lineno} {dotted(node.func)}"


def test_a_module_is_named_by_its_path():
    names = {module.name for module in modules()}
    assert {"clmplan.pipeline", "clmplan.base.assets", "clmplan.cli.app"} <= names
    assert all(isinstance(module, Module) for module in modules())
