"""`clmplan words`: what it prints in both languages, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, process, run, variables

from clmplan.base.excerpt import width

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cli"
ASKED = {
    "en": (None, "campaign", "wait", "at most", "double11", "count", "after", "regions", "campain"),
    "zh": (None, "活动", "波次", "最多", "双十一", "次数", "节日", "距", "非会员活动"),
}


def asked(word: str | None, language: str) -> str:
    arguments = ["--locale", language] if word is None else [word]
    done = run("words", *arguments, locale=language)
    shown = " ".join(["words", *(f'"{one}"' if " " in one else one for one in arguments)])
    said = done.out.rstrip("\n") + "".join(f"! {line}".rstrip() + "\n" for line in done.err.splitlines()).rstrip("\n")
    return f"$ clmplan {shown}\n{said}\n[{done.status}]\n"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_words_say_what_they_said_before(language: str) -> None:
    text = "\n".join(asked(word, language) for word in ASKED[language])
    path = GOLDEN / f"words_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} changed: look at it, then run with UPDATE_GOLDEN=1"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_of_contents_fits_a_screen(language: str) -> None:
    lines = run("words", "--locale", language).out.splitlines()
    assert len(lines) <= 50
    assert max(map(width, lines)) <= 104


def test_a_word_is_told_in_its_own_language_whatever_the_environment() -> None:
    assert "例子" in run("words", "波次", locale="en").out
    assert "example" in run("words", "wave", locale="zh").out
    assert "例子" in run("words", "wave", "--locale", "zh").out


def test_every_meaning_of_a_word_is_shown() -> None:
    shown = run("words", "holdout").out
    assert "holdout programme · 留出 全程" in shown
    assert "holdout · 留出  (line in `campaign`)" in shown


@pytest.mark.parametrize("word", ["campain", "活动活动", "zzzzzz", "", "\0", "x" * 5000, "`", "{x}"])
def test_an_unknown_word_ends_with_status_1_and_a_remedy(word: str) -> None:
    done = run("words", word)
    assert 1 == done.status
    assert "" == done.out
    assert "CLM729" in done.err
    assert "help:" in done.err or "帮助" in done.err


def test_the_nearest_word_is_proposed() -> None:
    assert "`campaign`" in run("words", "campain").err
    assert "`会员`" not in run("words", "活动清单").err
    assert "`活动`" in run("words", "活动清单").err


def test_an_unknown_language_is_wrong_usage() -> None:
    assert 2 == run("words", "wave", "--locale", "fr").status


def test_one_json_document_comes_out() -> None:
    told = json.loads(run("words", "wave", "--json").out)
    assert ["campaign.wave"] == [entry["name"] for entry in told]
    assert {"en", "zh"} == set(told[0]["meaning"])
    assert len(json.loads(run("words", "--json").out)) > 150
    unknown = run("words", "campain", "--json")
    assert (1, []) == (unknown.status, json.loads(unknown.out))


def test_looking_up_a_word_loads_nothing_heavy() -> None:
    code = (
        "import sys; from clmplan.cli.commands.words import run; run('campaign', False, None); "
        "heavy = {'duckdb', 'numpy', 'scipy', 'sqlglot', 'lark', 'yaml', 'clmplan.language.resolve'}; "
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=variables({}), capture_output=True, check=False)
    assert 0 == done.returncode


def test_a_process_of_its_own_prints_chinese_too() -> None:
    done = process("words", "波次", PYTHONIOENCODING="utf-8")
    assert (0, "") == (done.status, done.err)
    assert "波次 · wave" in done.out
