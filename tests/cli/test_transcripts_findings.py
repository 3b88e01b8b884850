"""What `check --fix` and `explain` say, in both languages, reviewed as diffs; UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import copy, run
from test_transcripts import GOLDEN, block

CODES = ("CLM116", "duplicate-name", "CLM540", "CLM999")
TEXTS = {
    "en": """\
playbook winter { horizon: 2026-11-01 .. 2026-12-31 }
segment spare = email_ok
segment spare = joined > 2026/1/2
channel paper {
  cost £1,
  reech: 90%
""",
    "zh": """\
剧本 冬季 { 区间：2026-11-01 .. 2026-12-31 }
人群 备用 = 允许邮件
人群 备用 = 注册日 > 2026/1/2
渠道 信件 {
  单价 1元，
  到达绿: 90%
""",
}


def mending(language: str, project: Path) -> list[str]:
    (project / "quickstart.clm").write_text(TEXTS[language], encoding="utf-8")
    asked = [(), ("--diff",), ("--fix",), ("--fix", "--unsafe")]
    return [block(" ".join(("check", language, *more)), run("check", project, *more), project) for more in asked]


def explaining(language: str, project: Path) -> list[str]:
    return [block(f"explain {code}", run("explain", code, "--locale", language), project) for code in CODES]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "said"), [("fix", mending), ("explain", explaining)])
def test_a_command_about_findings_says_what_it_said_before(
    name: str, said: object, language: str, tmp_path: Path
) -> None:
    assert callable(said)
    text = "\n".join(said(language, copy(language, tmp_path)))
    path = GOLDEN / f"{name}_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} changed: look at it, then run with UPDATE_GOLDEN=1"
