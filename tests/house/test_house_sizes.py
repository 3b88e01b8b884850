"""Files, functions and rooms that a person can hold in the head; documented, and named by what they are."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from house.checkout import FUNCTIONS, ROOT, Module, modules, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LARGEST_ROOM = 15

# One small file per word: these rooms grow with the language.
KIND_ROOMS = {"clmplan.schedules", "clmplan.functions", "clmplan.almanac", "clmplan.exporters", "clmplan.codes"}

# Rooms that may hold more, and why. Delete an entry when it is no longer needed; the test insists.
LARGER_ROOMS: dict[str, tuple[int, str]] = {}

VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "shared", "lib"}


def test_no_file_is_longer_than_a_person_reads_at_once():
    lengths = {module.shown: module.text.count("\n") for module in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    found = {
        f"{module.shown}:{node.lineno} {node.name}": lines
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, FUNCTIONS) and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert found == {}


def test_no_room_holds_more_modules_than_a_person_remembers():
    counts = Counter(
        module.name.rpartition(".")[0] for module in modules() if not module.name.endswith(("__init__", "__main__"))
    )
    too_large = {room: count for room, count in counts.items() if count > LARGEST_ROOM and room not in KIND_ROOMS}
    assert {room: count for room, count in too_large.items() if count > LARGER_ROOMS.get(room, (0, ""))[0]} == {}
    assert set(LARGER_ROOMS) <= set(too_large), "an exception is no longer needed"


def test_every_module_class_and_public_function_says_what_it_is_for():
    assert "\n".join(_undocumented()) == ""


def _undocumented() -> Iterator[str]:
    for module in modules():
        if not ast.get_docstring(module.tree):
            yield f"{module.shown}:1 the module"
        for node in _public(module.tree.body):
            if not ast.get_docstring(node):
                yield f"{module.shown}:{node.lineno} {node.name}"


def _public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def test_no_module_has_a_name_that_says_nothing():
    found = [module.shown for module in sources() if VAGUE_NAMES & set(module.path.stem.split("_"))]
    assert found == []


def test_test_files_have_names_of_their_own():
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_is_left_to_be_done_later():
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")
    found = [
        f"{module.shown}:{number}"
        for module in sources()
        for number, line in enumerate(module.text.splitlines(), start=1)
        if any(mark in line for mark in marks)
    ]
    assert found == []


def test_nothing_is_a_stub():
    found = [
        f"{module.shown}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Raise) and node.exc is not None and "NotImplemented" in ast.unparse(node.exc)
    ]
    assert found == []


def test_a_public_method_counts_as_public():
    tree = ast.parse('class A:\n    "x"\n    def b(self): ...\n    def _c(self): ...\n')
    assert [node.name for node in _public(tree.body)] == ["A", "b"]
    assert isinstance(modules()[0], Module)
