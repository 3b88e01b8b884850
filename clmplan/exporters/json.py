"""The whole plan for programs, as `grammar/plan.schema.json` describes it: counts only, no customer."""

from __future__ import annotations

import json

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.money import Money
from clmplan.codes.export_words import JSON_TITLE
from clmplan.exporters.declared import clock, exact, money, place, playbook_document, range_of
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.steps import Document
from clmplan.model.calendar import DroppedSend, Send, Task
from clmplan.model.plan import Allocation, Plan, PlannedSend, ResponseRate, Split, Waterfall
from clmplan.model.step import Step
from clmplan.model.team.conflict import Conflict, Weight

SCHEMA = "clmplan.plan/1"


def plan_json(plan: Plan) -> bytes:
    """The plan with sorted keys, two spaces of indent and a newline at the end."""
    text = json.dumps(_document(plan), ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def _document(plan: Plan) -> Document:
    return {
        "schema": SCHEMA,
        "project": plan.project,
        "as_of": str(plan.as_of),
        "zone": plan.zone,
        "currency": plan.currency,
        "locale": plan.locale,
        "seed": plan.seed,
        "horizon": range_of(plan.horizon),
        "fingerprint": plan.fingerprint,
        "customers": plan.customers,
        "files": _files(plan),
        "playbook": playbook_document(plan.playbook),
        "stages": [
            {"lifecycle": one.group, "name": one.name, "title": one.title, "customers": one.customers}
            for one in plan.stages
        ],
        "segments": [{"name": one.name, "title": one.title, "customers": one.customers} for one in plan.segments],
        "cuts": [{"segment": segment, "cut": cut} for segment, cut in plan.cuts],
        "sends": [_planned(one) for one in plan.sends],
        "tasks": [_task(one) for one in plan.calendar.tasks],
        "dropped": [_dropped(one) for one in plan.calendar.dropped],
        "allocation": _allocation(plan.allocation),
        "splits": [_split(one) for one in plan.splits],
        "newcomers": _newcomers(plan),
        "response_rates": [_response_rate(one) for one in plan.response_rates],
        "findings": [_finding(one, plan.locale) for one in plan.findings],
        "conflicts": [_conflict(one, plan.locale) for one in plan.conflicts],
        "totals": _totals(plan),
    }


def _files(plan: Plan) -> Document:
    return [
        {
            "file": one.file,
            "table": one.table,
            "rows": one.rows,
            "used": one.used,
            "set_aside": one.set_aside,
            "later": one.later,
            "taken_back": one.netted,
            "joined": one.joined,
        }
        for one in plan.counts
    ]


def _planned(planned: PlannedSend) -> Document:
    return {
        "send": _send(planned.send),
        "waterfall": _waterfall(planned.waterfall),
        "cost": money(planned.cost),
        "offer_cost": _range(planned.offer_cost),
        "expected": planned.expected,
        "zones": [{"zone": zone, "contacts": contacts} for zone, contacts in planned.zones],
    }


def _send(send: Send) -> Document:
    return {
        "id": send.id,
        "campaign": send.campaign,
        "wave": send.wave,
        "day": str(send.day),
        "time": clock(send.time),
        "channel": send.channel,
        "message": send.message,
        "offer": send.offer,
        "occurrence": str(send.occurrence),
        "planned_day": str(send.planned_day),
        "planned_time": clock(send.planned_time),
        "triggered": send.is_triggered,
        "estimated": send.estimated,
        "step": send.step,
        "until": clock(send.until),
        "local": send.is_local,
        "instead_of": send.instead_of,
        "place": place(send.at),
    }


def _waterfall(waterfall: Waterfall) -> Document:
    return {
        "audience": waterfall.audience,
        "refused": [
            {"step": refusal.step.value, "rule": refusal.rule, "place": place(refusal.at), "customers": count}
            for refusal, count in waterfall.refused
        ],
        "contacts": waterfall.contacts,
    }


def _range(amounts: tuple[Money, Money] | None) -> Document:
    return None if amounts is None else {"low": money(amounts[0]), "high": money(amounts[1])}


def _task(task: Task) -> Document:
    return {
        "id": task.id,
        "campaign": task.campaign,
        "send": task.send,
        "task": task.task,
        "owner": task.owner,
        "starts": str(task.starts or task.due),
        "due": str(task.due),
        "late": task.is_late,
        "place": place(task.at),
    }


def _dropped(dropped: DroppedSend) -> Document:
    return {"send": _send(dropped.send), "reason": dropped.reason, "place": place(dropped.at)}


def _allocation(allocation: Allocation) -> Document:
    return {
        "campaigns": [
            {
                "campaign": row.campaign,
                "wanted": money(row.wanted),
                "granted": money(row.granted),
                "planned": money(row.planned),
                "why": row.why,
                "place": place(row.at),
            }
            for row in allocation.rows
        ],
        "limits": [
            {
                "channel": row.channel,
                "month": row.month,
                "limit": money(row.limit),
                "planned": money(row.planned),
                "spent": None if row.spent is None else money(row.spent),
                "place": place(row.at),
            }
            for row in allocation.limits
        ],
    }


def _split(split: Split) -> Document:
    return {
        "campaign": split.campaign,
        "key": split.key,
        "share": exact(split.share),
        "treated": split.treated,
        "held_out": split.held_out,
        "goal_event": split.goal_event,
        "goal_days": split.goal_days,
        "baseline": split.baseline,
        "baseline_reached": split.baseline_reached,
        "baseline_customers": split.baseline_customers,
        "detectable": split.detectable,
        "delivered": split.delivered,
        "place": place(split.at),
    }


def _newcomers(plan: Plan) -> Document:
    return [
        {"campaign": one.campaign, "wave": one.wave, "entries": one.entries, "days": one.days} for one in plan.newcomers
    ]


def _finding(finding: Diagnostic, locale: str) -> Document:
    return {
        "code": finding.code.id,
        "name": finding.code.name,
        "severity": finding.code.severity.value,
        "message": finding.message(locale),
        "help": finding.help(locale),
        "place": place(finding.place),
    }


def _conflict(conflict: Conflict, locale: str) -> Document:
    said = conflict.said
    return {
        "kind": conflict.kind,
        "weight": conflict.weight.value,
        "day": None if conflict.day is None else str(conflict.day),
        "customers": conflict.customers,
        "sends": list(conflict.sends),
        "code": said.code.id,
        "message": said.message(locale),
        "help": said.help(locale),
        "place": place(said.place),
    }


def _response_rate(rate: ResponseRate) -> Document:
    return {
        "campaign": rate.campaign,
        "event": rate.event,
        "days": rate.days,
        "reached": rate.reached,
        "customers": rate.customers,
        "since": None if rate.since is None else str(rate.since),
    }


def _totals(plan: Plan) -> Document:
    waterfalls = [planned.waterfall for planned in plan.sends]
    refused = {step.value: sum(one.refused_at(step) for one in waterfalls) for step in Step}
    return {
        "sends": len(plan.sends),
        "tasks": len(plan.calendar.tasks),
        "dropped": len(plan.calendar.dropped),
        "audience": sum(one.audience for one in waterfalls),
        "refused": refused,
        "contacts": plan.contacts,
        "customers_contacted": plan.contacted,
        "conflicts": {weight.value: sum(one.weight is weight for one in plan.conflicts) for weight in Weight},
        "cost": money(plan.cost),
    }


def _write(edition: Edition) -> bytes:
    return plan_json(edition.plan)


EXPORTER = Exporter("json", ".json", _write, JSON_TITLE, "plan")
