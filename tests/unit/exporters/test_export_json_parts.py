"""What journeys, preparation and conflicts bring to plan.json keeps to the schema and says what the plan says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from sample_plan import sample_plan
from sample_rows import span

from clmplan.base.assets import text
from clmplan.base.days import Duration, Unit
from clmplan.codes.conflicts import SHARED_HOLDOUT
from clmplan.exporters.json import plan_json
from clmplan.model.declared.journey import Arm, Branch, Exit, Message, Repeat, Response, Split, Stop, Wait
from clmplan.model.declared.policy import Policy, Workload
from clmplan.model.expression import Constant, Type
from clmplan.model.plan import Plan, ResponseRate
from clmplan.model.playbook import IfCapped, Preparation
from clmplan.model.team.conflict import Conflict, Weight

SCHEMA = json.loads(text("grammar/plan.schema.json"))
TRUE = Constant(True, Type.CONDITION)
STEPS = (
    Message("email", "Hello", time=time(9)),
    Wait(Duration(3, Unit.WORKDAYS), "orders"),
    Wait(dates=(date(2011, 10, 1),), weekday=None, time=time(10)),
    Branch(Response("orders", is_negated=True), (Stop(),), (Branch(TRUE, (Stop(),)),)),
    Split((Arm(Decimal("0.5"), (Message("post", ""),), "a"), Arm(Decimal("0.5"), ())), "halves"),
    Repeat(3, (Wait(weekday=2),), Response("orders")),
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    sample = sample_plan()
    first, *others = sample.playbook.campaigns
    wave = replace(first.waves[0], steps=STEPS, if_missed="next", is_local=True, id="lasting")
    campaign = replace(
        first,
        waves=(wave, *first.waves[1:]),
        preparations=(Preparation("brief", 5, True, "Studio", takes=3),),
        exits=(Exit(Response("orders"), "day"),),
        if_capped=IfCapped("use", channel="post"),
        is_snapshot=True,
        link="https://example.com/spring",
        code="spring",
    )
    policy = replace(sample.playbook.policy or Policy(), workloads=(Workload(3, False, "Studio"), Workload(5, True)))
    planned = sample.sends[0]
    send = replace(planned.send, step="2", until=time(11), is_local=True, instead_of="another/send/1/1")
    said = SHARED_HOLDOUT.at(span(88), experiments="a, b", key="k", customers="3 customers")
    return replace(
        sample,
        playbook=replace(sample.playbook, campaigns=(campaign, *others), policy=policy),
        sends=(replace(planned, send=send, expected=3, zones=(("", 1), ("Asia/Tokyo", 2))), *sample.sends[1:]),
        conflicts=(
            Conflict("shared-holdout", Weight.SOFT, None, 3, (), said),
            Conflict("shared-holdout", Weight.WASTEFUL, date(2011, 9, 13), 0, (send.id,), said),
        ),
        response_rates=(ResponseRate("welcome", "orders", 7, 12, 100), ResponseRate("x", "orders", 7, 12, 9, date.min)),
    )


@pytest.fixture(scope="module")
def document(plan: Plan) -> Mapping[str, object]:
    return json.loads(plan_json(plan))


def test_every_new_part_keeps_to_the_schema(document: Mapping[str, object]) -> None:
    found = Draft202012Validator(SCHEMA).iter_errors(document)
    assert [] == [f"{error.json_path}: {error.message}" for error in found]


def test_steps_stand_inside_each_other_as_in_the_playbook(document: Mapping) -> None:
    steps = document["playbook"]["campaigns"][0]["waves"][0]["steps"]
    assert ["send", "wait", "wait", "if", "split", "repeat"] == [step["kind"] for step in steps]
    assert {"amount": 3, "unit": "workdays"} == steps[1]["length"]
    assert {"condition": None, "event": "orders", "negated": True} == steps[3]["asks"]
    assert ["stop", "if"] == [steps[3][side][0]["kind"] for side in ("then", "else")]
    assert ["a", ""] == [arm["name"] for arm in steps[4]["arms"]]


def test_a_step_of_an_unknown_kind_is_refused_by_the_schema(document: Mapping) -> None:
    broken = json.loads(json.dumps(document))
    broken["playbook"]["campaigns"][0]["waves"][0]["steps"][0]["kind"] = "leap"
    assert list(Draft202012Validator(SCHEMA).iter_errors(broken))


def test_conflicts_come_with_their_weight_their_people_and_their_place(document: Mapping) -> None:
    first, second = document["conflicts"]
    assert ("soft", None, 3, "CLM581", "gift_retailer.clm:88") == tuple(
        first[name] for name in ("weight", "day", "customers", "code", "place")
    )
    assert ("2011-09-13", 1) == (second["day"], len(second["sends"]))
    assert {"hard": 0, "soft": 1, "wasteful": 1} == document["totals"]["conflicts"]


def test_work_says_when_it_begins_and_how_long_it_takes(document: Mapping) -> None:
    assert [3] == [one["takes_workdays"] for one in document["playbook"]["campaigns"][0]["prepare"]]
    assert ["day", "week"] == [one["per"] for one in document["playbook"]["policy"]["workloads"]]
    assert all(task["starts"] <= task["due"] for task in document["tasks"])


def test_a_send_says_its_step_its_release_and_its_zones(document: Mapping) -> None:
    planned = document["sends"][0]
    assert ("2", "11:00", True) == tuple(planned["send"][name] for name in ("step", "until", "local"))
    assert (3, [{"zone": "", "contacts": 1}, {"zone": "Asia/Tokyo", "contacts": 2}]) == (
        planned["expected"],
        planned["zones"],
    )
