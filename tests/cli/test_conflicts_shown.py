"""Conflicts on the command line, in plan.json and in the report; and allowed where they are meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from house.small_project import Change, Small
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from clmplan.base.assets import text
from clmplan.cli.app import build_app

SECOND = """campaign other {
  for stage = active
  goal: orders within 30d
  holdout 50% key "same"
  ALLOW
  on 2026-11-10 at 11:00
  send email "More"
}
"""
FULL = ("email_ok }", "email_ok; capacity: 150 per day }")
SAME_KEY = ("holdout 50%\n  assume", 'holdout 50% key "same"\n  assume')


def compiled(root: Path, locale: str, allow: str = "") -> tuple[str, str, dict]:
    """What `compile` prints, the report, and plan.json."""
    second: Change = ("campaign news {", SECOND.replace("ALLOW", allow) + "campaign news {")
    Small(playbook=(SAME_KEY, second, FULL)).write(root)
    result = CliRunner().invoke(build_app("en"), ["compile", str(root), "--locale", locale])
    assert result.exit_code == 0, result.output
    build = root / "build"
    return result.output, (build / "report.html").read_text(), json.loads((build / "plan.json").read_text())


@pytest.mark.parametrize(
    ("locale", "counted", "hard"),
    [
        ("en", "conflicts: 1 hard, 2 soft", "more is wanted of `email` than 150 contacts a day"),
        ("zh", "冲突：硬 1 项、软 2 项", "`email` 每天只能承担 150 次触达，不够用"),
    ],
)
def test_a_compiled_plan_counts_its_conflicts_and_shows_the_hard_ones(
    locale: str, counted: str, hard: str, tmp_path: Path
) -> None:
    printed, report, plan = compiled(tmp_path, locale)
    assert counted in printed
    assert f"  shop.clm:6{':' if locale == 'en' else '：'}{' ' if locale == 'en' else ''}{hard}" in printed
    assert '<section id="conflicts"' in report
    assert hard.replace("`", "") in report
    assert {"hard": 1, "soft": 2, "wasteful": 0} == plan["totals"]["conflicts"]
    assert {"channel-over-capacity", "shared-holdout", "same-day"} == {one["kind"] for one in plan["conflicts"]}
    assert "channel-over-capacity" == plan["conflicts"][0]["kind"]
    schema = json.loads(text("grammar/plan.schema.json"))
    assert [] == [error.message for error in Draft202012Validator(schema).iter_errors(plan)]


def test_an_allowed_conflict_is_gone_and_its_allowance_is_used(tmp_path: Path) -> None:
    printed, _, plan = compiled(tmp_path, "en", 'allow CLM573 "the two belong together"')
    kinds = {one["kind"] for one in plan["conflicts"]}
    assert {"channel-over-capacity", "shared-holdout"} == kinds
    assert "conflicts: 1 hard, 1 soft" in printed
    assert "CLM493" not in printed, "the allowance is used"


def test_a_plan_without_conflicts_says_so_in_its_report_alone(tmp_path: Path) -> None:
    Small().write(tmp_path)
    result = CliRunner().invoke(build_app("en"), ["compile", str(tmp_path)])
    assert "conflicts:" not in result.output
    assert "No conflicts" in (tmp_path / "build" / "report.html").read_text()
