"""What each command says about quickstart, in both languages, reviewed as diffs; UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import Done, copy, edit, run

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cli"
WHO = {"en": ("c16", "c08", "c1"), "zh": ("客16", "客08", "客1")}
MISTAKE = {"en": ("for one_time", "for one_tme"), "zh": ("面向 单次", "面向 单词")}


def block(command: str, done: Done, project: Path) -> str:
    """One command as a terminal would show it, with the folder of the test taken out."""
    parts = [f"$ clmplan {command}", done.out.rstrip("\n"), *(f"! {line}".rstrip() for line in done.err.splitlines())]
    text = "\n".join(part for part in parts if part) + f"\n[{done.status}]\n"
    return text.replace(str(project.parent) + os.sep, "").replace("\\", "/")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["compile", "check", "why", "evaluate", "simulate", "init"])
def test_a_command_says_what_it_said_before(language: str, name: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    text = "\n".join(SAID[name](language, project))
    path = GOLDEN / f"{name}_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} changed: look at it, then run with UPDATE_GOLDEN=1"


def compiling(language: str, project: Path) -> list[str]:
    return [block(f"compile {language}", run("compile", project), project)]


def checking(language: str, project: Path) -> list[str]:
    clean = block(f"check {language}", run("check", project), project)
    edit(project / "quickstart.clm", *MISTAKE[language])
    return [clean, block(f"check {language}", run("check", project), project)]


def asking(language: str, project: Path) -> list[str]:
    return [block(f"why {who}", run("why", who, "--project", project), project) for who in WHO[language]]


def evaluating(language: str, project: Path) -> list[str]:
    early = block("evaluate", run("evaluate", project / "data" / "orders.csv", "--project", project), project)
    run("compile", project)
    path = project / "data" / "orders.csv"
    who = WHO[language][0][:-2]
    rows = [f"{who}{number:02},2026-12-{number:02},20.00\n" for number in range(1, 20, 2)]
    later = project / "data" / "later.csv"
    later.write_text(path.read_text(encoding="utf-8") + "".join(rows), encoding="utf-8")
    return [early, block("evaluate", run("evaluate", later, "--project", project), project)]


def simulating(language: str, project: Path) -> list[str]:
    return [block(f"simulate {language}", run("simulate", project), project)]


def beginning(language: str, project: Path) -> list[str]:
    folder = project.parent / "new"
    return [block("init new", run("init", folder, "--language", language), project) for _ in range(2)]


SAID = {
    "compile": compiling,
    "check": checking,
    "why": asking,
    "evaluate": evaluating,
    "simulate": simulating,
    "init": beginning,
}
