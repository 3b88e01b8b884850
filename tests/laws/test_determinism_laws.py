"""Same inputs, same bytes: whatever the row order, the zone, the hash seed or the language of the machine."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan import pipeline
from clmplan.base import assets

QUICKSTART = assets.folder("playbooks") / "quickstart"
ROOT = assets.folder("playbooks").parent
OUTPUTS = {
    "budget.csv",
    "calendar.csv",
    "calendar.google.csv",
    "calendar.html",
    "calendar.ics",
    "calendar.md",
    "calendar.xlsx",
    "plan.json",
    "report.html",
}


def compiled(project: Path, locale: str) -> dict[str, bytes]:
    loaded = pipeline.load(project, "clmplan.yaml").value
    assert loaded is not None
    assert loaded.project.as_of is not None
    planned = pipeline.plan(loaded, loaded.project.as_of).value
    assert planned is not None
    return dict(pipeline.render(pipeline.edition(planned, {}), locale))


@cache
def expected(language: str) -> dict[str, bytes]:
    return compiled(QUICKSTART / language, language)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(("en", "zh")), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte_of_any_output(language: str, chance: random.Random) -> None:
    with TemporaryDirectory() as folder:
        project = Path(folder) / language
        shutil.copytree(QUICKSTART / language, project, ignore=shutil.ignore_patterns("build", ".clmplan"))
        for path in sorted((project / "data").glob("*.csv")):
            header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
            chance.shuffle(rows)
            path.write_text(header + "".join(rows), encoding="utf-8")
        assert compiled(project, language) == expected(language)


def test_compiling_again_in_one_process_gives_the_same_bytes() -> None:
    assert expected("en").keys() == OUTPUTS
    assert compiled(QUICKSTART / "en", "en") == expected("en")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/New_York", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "3"},
        {"LANG": "zh_CN.UTF-8", "CLMPLAN_LOCALE": "zh", "PYTHONHASHSEED": "4"},
    ],
    ids=["new york", "kiritimati, C", "ascii", "chinese machine"],
)
def test_no_setting_of_the_machine_changes_a_byte(environment: dict[str, str], tmp_path: Path) -> None:
    language = "zh" if environment.get("LC_ALL") == "C" else "en"
    project = tmp_path / "project"
    shutil.copytree(QUICKSTART / language, project, ignore=shutil.ignore_patterns("build", ".clmplan"))
    done = subprocess.run(
        [sys.executable, "-c", "from clmplan.cli.main import main; main()", "compile", str(project)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name: path.read_bytes() for path in (project / "build").iterdir()} == expected(language)
