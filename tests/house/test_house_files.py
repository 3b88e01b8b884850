"""What may never get into a tracked file, and the playbooks that come with the package."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from house.checkout import ROOT

from clmplan import pipeline

PROJECTS = sorted(path.parent for path in (ROOT / "playbooks").rglob("clmplan.yaml"))

# Assembled from pieces, so that this file does not match itself.
MACHINE_PATHS = [f"/{top}/" for top in ("wor" + "k", "ro" + "ot", "ho" + "me", "Us" + "ers", "t" + "mp", "mn" + "t")]
HOSTS = ["pypi\\.o" + "rg", "pythonho" + "sted", "artifact" + "ory", "nex" + "us", "dev" + "pi", "index" + "-url"]
HOSTS += ["127\\.0" + "\\.0\\.1", "local" + "host", "\\d+\\.\\d+\\.\\d+\\.\\d+:" + "\\d+", "host\\.dock" + "er"]
FORBIDDEN = re.compile("|".join([rf"(?<![\w.<}}\])]){path}" for path in MACHINE_PATHS] + HOSTS))

DATA_SUFFIXES = {".parquet", ".png", ".db"}


def tracked() -> list[Path]:
    """The files git knows or would take; a test without git is skipped, because only git knows them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_tracked_file_names_a_machine_or_a_registry():
    found = []
    for path in tracked():
        if path.suffix in DATA_SUFFIXES:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if match := FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number} {match.group()}")
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("see /" + "work/shared/x", True),
        ('"/' + 'root/venv"', True),
        ("https://" + "pypi.o" + "rg/simple", True),
        ("a/" + "work/b", False),
        ("</" + "root/>", False),
    ],
)
def test_the_search_finds_what_it_should(text: str, is_found: bool):
    assert bool(FORBIDDEN.search(text)) is is_found


def test_every_tracked_text_is_utf8_with_plain_line_ends():
    found = []
    for path in tracked():
        if path.suffix in DATA_SUFFIXES | {".csv", ".ics"}:
            continue
        content = path.read_bytes()
        content.decode("utf-8")
        if b"\r" in content:
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_there_are_playbooks_to_check():
    assert len(PROJECTS) >= 3


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.relative_to(ROOT / "playbooks").as_posix())
def test_a_bundled_playbook_loads_without_any_finding(project: Path):
    loaded = pipeline.load(project, "clmplan.yaml")
    assert [f"{one.place} {one.message('en')}" for one in loaded.diagnostics] == []
    assert loaded.value is not None
