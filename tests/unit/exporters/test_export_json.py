"""plan.json keeps to its published schema and says what the plan says."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from sample_plan import sample_plan

from clmplan.base.assets import text
from clmplan.exporters.json import plan_json
from clmplan.model.plan import Plan

SCHEMA = json.loads(text("grammar/plan.schema.json"))


def errors(document: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_the_published_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_plan_keeps_to_the_published_schema(locale: str) -> None:
    assert errors(json.loads(plan_json(sample_plan(locale)))) == []


def test_hostile_text_keeps_to_the_schema_and_comes_back_unchanged(hostile_plan: Plan) -> None:
    document = json.loads(plan_json(hostile_plan))
    assert errors(document) == []
    assert [one.send.message for one in hostile_plan.sends] == [one["send"]["message"] for one in document["sends"]]


def test_the_schema_refuses_a_plan_with_an_unknown_or_a_missing_part(plan: Plan) -> None:
    document = json.loads(plan_json(plan))
    assert errors({**document, "customer_ids": ["c01"]})
    assert errors({name: part for name, part in document.items() if name != "totals"})


def test_money_is_text_with_all_its_decimals(plan: Plan) -> None:
    document = json.loads(plan_json(plan))
    assert document["playbook"]["budget"]["total"] == "4800.00"
    assert plan.cost.amount == sum(Decimal(one["cost"]) for one in document["sends"])
    assert f"{plan.cost.amount}" == document["totals"]["cost"]


def test_totals_add_up_to_the_waterfalls(plan: Plan) -> None:
    document = json.loads(plan_json(plan))
    totals = document["totals"]
    assert plan.contacts == totals["contacts"] == sum(one["waterfall"]["contacts"] for one in document["sends"])
    assert totals["audience"] == totals["contacts"] + sum(totals["refused"].values())


def test_every_refusal_names_its_rule_and_place(plan: Plan) -> None:
    document = json.loads(plan_json(plan))
    refused = [refusal for one in document["sends"] for refusal in one["waterfall"]["refused"]]
    assert {"gift_retailer.clm:50"} == {refusal["place"] for refusal in refused}
    assert all(refusal["rule"] for refusal in refused)


def test_findings_speak_the_language_of_the_plan() -> None:
    english = json.loads(plan_json(sample_plan("en")))["findings"]
    chinese = json.loads(plan_json(sample_plan("zh")))["findings"]
    assert [one["code"] for one in english] == [one["code"] for one in chinese]
    assert all(en["message"] != zh["message"] for en, zh in zip(english, chinese, strict=True))


def test_the_file_has_sorted_keys_and_ends_with_a_line_break(plan: Plan) -> None:
    written = plan_json(plan).decode()
    assert json.dumps(json.loads(written), ensure_ascii=False, indent=2, sort_keys=True) + "\n" == written
