"""Whole exported files, reviewed as diffs; UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sample_plan import first_edition, sample_plan

from clmplan.exporters.kind import exporters
from clmplan.model.plan import Plan
from clmplan.model.project import LinkSettings

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "exports"
LAST = date(2011, 9, 14)


def first_fortnight(locale: str) -> Plan:
    """The sample without its later sends, so that a reader can go through the files."""
    plan = sample_plan(locale)
    sends = tuple(one for one in plan.sends if one.send.day <= LAST)
    return replace(plan, sends=sends, calendar=replace(plan.calendar, sends=tuple(one.send for one in sends)))


def with_links(plan: Plan) -> Plan:
    """The plan with an address for its first campaigns, and a mini-program among its channels."""
    first, second, *others = plan.playbook.campaigns
    linked = (
        replace(first, link="https://shop.example/welcome?size=2#top", code="hello11"),
        replace(second, link="https://shop.example/second"),
    )
    settings = LinkSettings((("email", "mini-program"),), (("email", "social"),), (), True)
    return replace(plan, links=settings, playbook=replace(plan.playbook, campaigns=(*linked, *others)))


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("name", sorted(set(exporters()) - {"xlsx"}))
def test_an_exported_file_is_what_it_was_when_last_reviewed(name: str, locale: str) -> None:
    exporter = exporters()[name]
    golden = GOLDEN / locale / exporter.file
    plan = first_fortnight(locale)
    written = exporter.write(first_edition(with_links(plan) if name == "links" else plan))
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(written)
    assert golden.read_bytes() == written


@pytest.mark.parametrize("name", sorted(exporters()))
def test_two_builds_of_one_plan_are_equal_bytes(name: str, hostile_plan: Plan) -> None:
    write = exporters()[name].write
    assert write(first_edition(sample_plan())) == write(first_edition(sample_plan()))
    assert write(first_edition(hostile_plan)) == write(first_edition(hostile_plan))


def test_every_exporter_fills_a_file_of_its_own() -> None:
    files = [exporter.file for exporter in exporters().values()]
    assert sorted(files) == [
        "budget.csv",
        "calendar.csv",
        "calendar.google.csv",
        "calendar.ics",
        "calendar.md",
        "calendar.xlsx",
        "links.csv",
        "plan.json",
    ]


@pytest.mark.parametrize("name", sorted(set(exporters()) - {"links"}))
def test_a_plan_without_sends_and_budget_still_exports(name: str, plan: Plan) -> None:
    bare = replace(
        plan,
        sends=(),
        calendar=replace(plan.calendar, sends=(), dropped=(), tasks=()),
        allocation=replace(plan.allocation, rows=(), limits=()),
        playbook=replace(plan.playbook, budget=None),
    )
    assert exporters()[name].write(first_edition(bare))
