"""Findings in every form and both languages, reviewed as diffs; UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote

import pytest
from command_line import process, run
from findings_sample import NAMES, TEXTS, report
from jsonschema import Draft202012Validator

from clmplan import __version__
from clmplan.base.assets import text
from clmplan.base.diagnostics import Checked, Diagnostic, Severity
from clmplan.base.source import Source, Span
from clmplan.cli.findings.report import FOR_PEOPLE, FORMS, MOST_SHOWN, Report, document, lines
from clmplan.codes import parse, plan, resolve

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cli"
SCHEMA = json.loads(text("grammar/findings.schema.json"))
LOCALES = pytest.mark.parametrize("locale", ["en", "zh"])


def plain(written: str, severity: Severity | None) -> str:
    return written


def rendered(form: str, locale: str) -> str:
    if form in FOR_PEOPLE:
        return "\n".join(lines(form, report(locale), plain)) + "\n"
    return document(form, report(locale)).replace(f'"{__version__}"', '"VERSION"') + "\n"


@LOCALES
@pytest.mark.parametrize("form", FORMS)
def test_a_form_shows_findings_as_it_did_before(form: str, locale: str) -> None:
    path, shown = GOLDEN / f"findings_{form}_{locale}.txt", rendered(form, locale)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(shown, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown, f"{path.name} changed: look at it, then run with UPDATE_GOLDEN=1"


def test_every_form_has_its_file_and_every_file_is_a_form() -> None:
    room = Path(lines.__code__.co_filename).parent
    assert {*FORMS, "__init__", "report", "fixing"} == {path.stem for path in room.glob("*.py")}


# json


def mistakes(found: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(found)]


@LOCALES
def test_the_json_document_keeps_to_its_published_schema(locale: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = json.loads(document("json", report(locale)))
    assert mistakes(found) == []
    assert mistakes({**found, "more": 1}) and mistakes({**found, "locale": "de"})
    assert mistakes({**found, "findings": [{**found["findings"][0], "line": 0}]})


@LOCALES
def test_offsets_in_the_json_document_lead_to_the_characters(locale: str) -> None:
    found = json.loads(document("json", report(locale)))["findings"]
    assert "2026/12/31" == TEXTS[locale][found[0]["offset"] : found[0]["end"]]
    (edit,) = found[0]["fix"]["edits"]
    assert "2026/12/31" == TEXTS[locale].splitlines()[edit["line"] - 1][edit["column"] - 1 : edit["end_column"] - 1]
    (other,) = found[1]["related"]
    assert NAMES[locale][0] == TEXTS[locale][other["offset"] : other["end"]]
    assert other["offset"] < found[1]["offset"]


def test_the_json_document_counts_allowed_findings_apart() -> None:
    found = json.loads(document("json", report("en")))
    assert {"errors": 4, "warnings": 1, "notes": 0, "allowed": 1} == found["counts"]
    assert 6 == len(found["findings"])


# github


def test_a_workflow_command_escapes_what_would_end_it() -> None:
    source = Source("a,b:c%d\r.clm", "segment x = 1\n")
    found = resolve.UNKNOWN_NAME.at(Span(source, 8, 9), kind="segment", name="100%\nof: a, b", hint="look")
    (command,) = document("github", Report((found,), "en")).split("\n")
    properties, _, said = command.removeprefix("::error ").partition("::")
    assert "file=a%2Cb%3Ac%25d%0D.clm,line=1,endLine=1,col=9,endColumn=10,title=CLM202 unknown-name" == properties
    assert "there is no segment `100%25%0Aof: a, b`%0Alook" == said


def test_a_workflow_command_finds_the_file_from_the_current_folder() -> None:
    assert "file=shops/north/plans/autumn.clm," in document("github", report("en", "shops/north"))


def test_a_workflow_command_for_several_lines_names_no_columns() -> None:
    found = parse.UNEXPECTED_CHARACTER.at(Span(Source("a.clm", "a\nb\n"), 0, 3), text="a")
    assert "::error file=a.clm,line=1,endLine=2,title=" in document("github", Report((found,), "en"))


# sarif


@LOCALES
def test_sarif_results_point_at_their_rules_and_at_existing_characters(locale: str) -> None:
    log = json.loads(document("sarif", report(locale, "shops/秋 天")))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert ("2.1.0", "unicodeCodePoints") == (log["version"], run["columnKind"])
    assert sorted({rule["id"] for rule in rules}) == [rule["id"] for rule in rules]
    for rule in rules:
        assert {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"} == set(rule)
        texts = [rule[part]["text"] for part in ("shortDescription", "fullDescription", "help")]
        assert all(one.strip("…") for one in texts)
    rows = TEXTS[locale].split("\n")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        for place in result["locations"]:
            region = place["physicalLocation"]["region"]
            row = rows[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            span = TEXTS[locale][region["charOffset"] : region["charOffset"] + region["charLength"]]
            assert row == span
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii() and unquote(uri).startswith("shops/秋 天/plans/")


def test_sarif_holds_related_places_fixes_facts_and_what_is_allowed() -> None:
    (run,) = json.loads(document("sarif", report("en")))["runs"]
    dated, doubled, different, unknown, _, allowed = run["results"]
    assert [True, False] == [one["fixes"][0]["properties"]["safe"] for one in (dated, unknown)]
    (change,) = dated["fixes"][0]["artifactChanges"]
    assert {"text": "2026-12-31"} == change["replacements"][0]["insertedContent"]
    assert 2 == doubled["relatedLocations"][0]["physicalLocation"]["region"]["startLine"]
    assert {"3d": "a number of days", "sum(orders.amount)": "an amount of money"} == different["properties"]["facts"]
    (suppression,) = allowed["suppressions"]
    assert ("inSource", "agreed, with the brand team: 100%") == (suppression["kind"], suppression["justification"])
    assert not any("suppressions" in one for one in run["results"][:5])


# for people


def many(errors: int, warnings: int) -> Report:
    source = Source("a.clm", "x" * 500)
    found: list[Diagnostic] = [plan.NO_HOLDOUT.at(Span(source, at, at + 1), campaign=str(at)) for at in range(warnings)]
    found += [parse.UNEXPECTED_CHARACTER.at(Span(source, 400 + at, 401 + at), text="x") for at in range(errors)]
    return Report(tuple(found), "en")


def test_more_findings_than_a_person_reads_are_counted_and_never_dropped_silently() -> None:
    shown = lines("short", many(3, 60), plain)
    assert MOST_SHOWN + 1 == len(shown)
    assert shown[-1].startswith("13 more finding(s) are not shown")
    assert 63 == len(json.loads(document("json", many(3, 60)))["findings"])
    assert MOST_SHOWN == len(lines("short", many(MOST_SHOWN, 0), plain))


def test_errors_are_shown_before_warnings_but_in_their_places() -> None:
    shown = lines("short", many(2, 60), plain)
    assert [False] * 48 + [True] * 2 == ["error" in line for line in shown[:-1]]


@pytest.mark.parametrize("form", sorted(FOR_PEOPLE))
def test_nothing_in_a_playbook_can_command_or_deceive_the_terminal(form: str) -> None:
    hostile = 'segment a = "\x1b[2J\u202egnp.exe\u2066" \x07\u200b\n'
    source = Source("evil\x1b[31m.clm", hostile)
    span = Span(source, 12, len(hostile) - 1)
    found = resolve.UNKNOWN_NAME.at(span, kind="name", name=hostile, hint=hostile)
    said = "\n".join(lines(form, Report((found,), "en"), plain))
    assert not {"\x1b", "\x07", "\u202e", "\u2066", "\u200b", "\r"} & set(said)
    assert "\ufffd" in said


@LOCALES
def test_check_counts_what_is_allowed_and_asks_for_nothing(
    locale: str, english: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = tuple(one for one in report(locale).findings if one.allowed is not None)
    monkeypatch.setattr("clmplan.cli.commands.check.load", lambda root, name, **_: Checked(None, allowed))
    done = run("check", english, "--locale", locale)
    said = {"en": "1 finding(s) allowed by the playbook\n", "zh": "剧本允许的诊断：1 条\n"}[locale]
    assert (0, said, "") == (done.status, done.out, done.err)
    (found,) = json.loads(run("check", english, "--format", "json").out)["findings"]
    assert found["allowed"]["reason"]
    assert "" == run("check", english, "--format", "github").out


def test_colours_need_a_terminal(english: Path) -> None:
    (english / "quickstart.clm").write_text("segment a = = 3\n", encoding="utf-8")
    for form in FORMS:
        done = process("check", english, "--format", form)
        assert done.status == 1
        assert "\x1b" not in done.said
