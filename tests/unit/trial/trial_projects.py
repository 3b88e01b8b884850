"""Texts with tests, loaded in the projects of the chapters and run."""

from __future__ import annotations

from pathlib import Path

from clmplan import pipeline, trials
from clmplan.base import assets
from clmplan.model.playbook_test import PlaybookTest
from clmplan.model.run import Loaded
from clmplan.trial.result import Judgement, TestResult
from tests.spec.chapters import load, project

BUNDLED = ("gift_retailer", "quickstart/en", "quickstart/zh")


def loaded(text: str, name: str = "gbp", *, is_alone: bool = False) -> Loaded:
    """A text as a playbook of the project of the chapters; it must have no mistakes."""
    checked = load(text, name, is_alone=is_alone)
    errors = [one.message("en") for one in checked.diagnostics if one.is_error]
    assert checked.value is not None and not errors, errors
    return Loaded(Path(), project(name), checked.value)


def bundled(name: str) -> Loaded:
    """A playbook that comes with the package."""
    found = pipeline.load(assets.folder("playbooks") / name, "clmplan.yaml")
    assert found.value is not None, [one.message("en") for one in found.diagnostics]
    return found.value


def results(text: str, name: str = "gbp", locale: str = "en") -> tuple[TestResult, ...]:
    """What came of the tests of a text."""
    there = loaded(text, name)
    tested = trials.run(there, there.playbook.tests, locale)
    assert tested.diagnostics == ()
    return tested.value


def only(text: str, name: str = "gbp", locale: str = "en") -> Judgement:
    """What came of the only expectation of the only test of a text."""
    (result,) = results(text, name, locale)
    (judgement,) = result.judgements
    return judgement


def read(there: Loaded, text: str) -> tuple[PlaybookTest, ...]:
    """The tests of a text, read beside the playbook of a project; it must have no mistakes."""
    from clmplan.base.source import Source
    from clmplan.language.parse import parse
    from clmplan.language.resolve import resolve

    names = there.project.playbooks
    sources = [Source(name, (there.root / name).read_text(encoding="utf-8")) for name in names]
    documents = [parse(source).value for source in (*sources, Source("generated.clm", text))]
    found = resolve(tuple(documents), there.project)
    assert [one.message("en") for one in found.diagnostics if one.is_error] == []
    assert found.value is not None
    return tuple(test for test in found.value.tests if test.at is not None and test.at.path == "generated.clm")
