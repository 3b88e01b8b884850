"""One plan, two languages: a playbook and its translation compile to the same bytes, in either language of output."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command_line import run

PLAYBOOKS = Path(__file__).resolve().parents[2] / "playbooks"


def outputs(project: Path, locale: str) -> dict[str, bytes]:
    assert run("compile", project, "--locale", locale).status == 0
    return {path.name: path.read_bytes() for path in sorted((project / "build").iterdir())}


@pytest.mark.parametrize(("folder", "other"), [("quickstart/en", "zh"), ("quickstart/zh", "en")])
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_playbook_and_its_translation_compile_to_the_same_bytes(
    tmp_path: Path, folder: str, other: str, locale: str
) -> None:
    written, translated = tmp_path / "written", tmp_path / "translated"
    for project in (written, translated):
        shutil.copytree(PLAYBOOKS / folder, project, ignore=shutil.ignore_patterns("build", ".clmplan"))
    assert run("fmt", "--language", other, translated).status == 0
    playbook = next(written.glob("*.clm")).name
    assert (written / playbook).read_bytes() != (translated / playbook).read_bytes()
    assert outputs(written, locale) == outputs(translated, locale)
