"""The README as a new user runs it: each command in order, each line it shows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from os import environ
from pathlib import Path

from command_line import run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def console_steps() -> list[tuple[str, list[str]]]:
    """The commands of all console blocks with the lines shown below each."""
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README, flags=re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            elif line.strip():
                steps[-1][1].append(line.strip())
    return steps


def test_every_command_of_the_readme_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "playbooks",
        tmp_path / "playbooks",
        ignore=shutil.ignore_patterns("build", ".clmplan"),
        dirs_exist_ok=True,
    )
    steps = console_steps()
    assert len(steps) >= 7
    for command, shown in steps:
        words = shlex.split(command)
        assert words[0] == "clmplan"
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, (command, done.stderr)
        printed = {line.strip() for line in done.stdout.splitlines()}
        assert [] == [line for line in shown if line not in printed], command


def test_the_playbook_lines_of_the_readme_stand_in_the_quickstart() -> None:
    quickstart = (ROOT / "playbooks/quickstart/en/quickstart.clm").read_text(encoding="utf-8")
    known = {" ".join(line.split()) for line in quickstart.splitlines()}
    block = re.findall(r"```clm\n(.*?)```", README, flags=re.S)[0]
    assert [] == [line for line in block.splitlines() if line.strip() and " ".join(line.split()) not in known]


def test_every_schedule_of_the_readme_can_be_written_in_the_quickstart(tmp_path: Path) -> None:
    project = tmp_path / "shop"
    shutil.copytree(ROOT / "playbooks/quickstart/en", project, ignore=shutil.ignore_patterns("build", ".clmplan"))
    schedules = re.findall(r"```clm\n(.*?)```", README, flags=re.S)[1].splitlines()
    assert len(schedules) >= 5
    campaigns = [
        f'campaign readme{number} {{\n  for everyone\n  {schedule}\n  send email "News"\n}}\n'
        for number, schedule in enumerate(schedules)
    ]
    with (project / "quickstart.clm").open("a", encoding="utf-8") as playbook:
        playbook.write("\n".join(("", *campaigns)))
    done = run("compile", project)
    assert done.status == 0, done.said
    assert "error" not in done.err


def test_the_map_of_the_house_names_every_room() -> None:
    rooms = {path.name for path in (ROOT / "clmplan").iterdir() if (path / "__init__.py").is_file()}
    assert [] == sorted(room for room in rooms if f"{room}/" not in README)


def test_the_picture_of_the_readme_is_the_compiled_october(tmp_path: Path) -> None:
    from clmplan import pipeline
    from clmplan.reports.render import svg_calendar

    project = tmp_path / "gift_retailer"
    shutil.copytree(ROOT / "playbooks/gift_retailer", project, ignore=shutil.ignore_patterns("build", ".clmplan"))
    loaded = pipeline.load(project, "clmplan.yaml").value
    assert loaded is not None
    assert loaded.project.as_of is not None
    planned = pipeline.plan(loaded, loaded.project.as_of).value
    assert planned is not None
    picture = ROOT / "playbooks/gift_retailer/calendar.svg"
    drawn = svg_calendar(planned.compiled.plan, (2011, 10), "en")
    if environ.get("UPDATE_GOLDEN"):
        picture.write_text(drawn, encoding="utf-8")
    assert picture.read_text(encoding="utf-8") == drawn
