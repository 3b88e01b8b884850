"""Lunar birthdays and customers' own zones in the project file, and what a playbook makes of them."""

from __future__ import annotations

import pytest

from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.playbook import Wave
from clmplan.model.project import Project

ENGLISH = """
name: shop
zone: Asia/Shanghai
currency: CNY
regions: [cn]
playbooks: [shop.clm]
data:
  customers:
    file: customers.csv
    key: customer
    zone: home
    fields:
      birthday: {type: "date?", yearly: lunar}
      wedding: {type: "date?", yearly: yes}
      home: text?
      age: number
"""
CHINESE = (
    ENGLISH.replace("    zone: home", "    时区: home")
    .replace("yearly: lunar", "每年: 农历")
    .replace("yearly: yes", "每年: 是")
)
PLAYBOOK = (
    "playbook p {{ horizon: 2026-10-01 .. 2026-12-31 }}\nchannel email {{ cost: ¥1 }}\n"
    "campaign a {{ for everyone; on {schedule}; send email }}"
)


def project(text: str) -> Project:
    found = read_project(Source("clmplan.yaml", text))
    assert found.value is not None, [one.message("en") for one in found.diagnostics]
    return found.value


def wave(schedule: str) -> Wave:
    document = parse(Source("p.clm", PLAYBOOK.format(schedule=schedule))).value
    found = resolve((document,), project(ENGLISH))
    assert found.value is not None
    assert [one.message("en") for one in found.diagnostics] == []
    return found.value.campaigns[0].waves[0]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_birthday_may_be_lunar_and_a_field_may_hold_the_zone(text: str) -> None:
    read = project(text)
    assert read.zone_field == "home"
    lunar = {spec.name: (spec.yearly, spec.is_lunar) for spec in read.customers.fields}
    assert lunar["birthday"] == (True, True)
    assert lunar["wedding"] == (True, False)
    assert lunar["home"] == (False, False)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [("zone: home", "zone: age", "CLM625"), ("zone: home", "zone: away", "CLM624"), ("lunar", "moon", "CLM612")],
)
def test_what_cannot_be_is_said(before: str, after: str, code: str) -> None:
    found = read_project(Source("clmplan.yaml", ENGLISH.replace(before, after)))
    assert [one.code.id for one in found.diagnostics] == [code]


@pytest.mark.parametrize(
    ("schedule", "kind"),
    [
        ("birthday", "LunarAnniversary"),
        ("3d before birthday", "LunarAnniversary"),
        ("anniversary of birthday", "LunarAnniversary"),
        ("lunar anniversary of wedding", "LunarAnniversary"),
        ("wedding", "Anniversary"),
    ],
)
def test_a_date_comes_back_as_its_field_says(schedule: str, kind: str) -> None:
    assert type(wave(schedule).schedule).__name__ == kind


def test_a_time_may_be_the_customers_own_where_the_project_knows_their_zone() -> None:
    assert wave("2026-11-11 at 10:00 customer time").is_local
    assert not wave("2026-11-11 at 10:00").is_local
