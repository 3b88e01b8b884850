"""A plan.json that was written before, as far as judging it needs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clmplan.base.diagnostics import Checked
from clmplan.base.money import Money
from clmplan.codes.cli_words import NOT_A_PLAN
from clmplan.model.saved import SavedCampaign, SavedLimit, SavedPlan, SavedSend
from clmplan.workspace.store import plan_id

_SCHEMA = "clmplan.plan/1"


def read_plan(content: bytes, file: str) -> Checked[SavedPlan | None]:
    """The saved plan of a plan.json."""
    try:
        document = json.loads(content)
        if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
            return Checked(None, (NOT_A_PLAN.at(None, file=file, reason=f"schema {_SCHEMA}"),))
        return Checked(_plan(document, plan_id(content)))
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as problem:
        return Checked(None, (NOT_A_PLAN.at(None, file=file, reason=type(problem).__name__),))


def _plan(document: dict[str, Any], identity: str) -> SavedPlan:  # JSON is untyped
    splits = {split["campaign"]: split for split in document["splits"]}
    programme = splits.get("")
    costs = {row["campaign"]: Decimal(row["planned"]) for row in document["allocation"]["campaigns"]}
    return SavedPlan(
        identity,
        document["project"],
        date.fromisoformat(document["as_of"]),
        date.fromisoformat(document["horizon"]["last"]) + timedelta(days=1),
        document["currency"],
        float(sum(costs.values())),
        Decimal(programme["share"]) if programme else None,
        programme["goal_event"] if programme else None,
        tuple(_campaign(one, splits, costs) for one in document["playbook"]["campaigns"]),
        document["playbook"]["name"],
        tuple(_send(one, document["currency"]) for one in document["sends"] if _is_given_out(one)),
        tuple(
            SavedLimit(one["channel"], one["month"], float(one["limit"]), float(one["planned"]))
            for one in document["allocation"]["limits"]
        ),
    )


def _is_given_out(one: dict[str, Any]) -> bool:  # as above
    """Whether a send is in the calendar: days of triggered waves that reach nobody are not."""
    return bool(one["waterfall"]["contacts"]) or not one["send"]["triggered"]


def _send(one: dict[str, Any], currency: str) -> SavedSend:  # as above
    send = one["send"]
    return SavedSend(
        send["id"],
        send["campaign"],
        send["wave"],
        send["channel"],
        date.fromisoformat(send["day"]),
        one["waterfall"]["contacts"],
        Money.of(Decimal(one["cost"]), currency).minor,
    )


def _campaign(one: dict[str, Any], splits: dict[str, Any], costs: dict[str, Decimal]) -> SavedCampaign:  # as above
    split = splits.get(one["name"])
    goal = one["goal"]
    return SavedCampaign(
        one["name"],
        goal["event"] if goal else None,
        goal["within_days"] if goal else None,
        Decimal(split["share"]) if split else None,
        float(costs.get(one["name"], Decimal(0))),
    )
