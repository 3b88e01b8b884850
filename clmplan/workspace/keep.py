"""What the workspace keeps of a compiled plan: its row, its arms, its contacts, the entries of its calendar."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Diagnostic
from clmplan.exporters.lines import Line
from clmplan.model.plan import Compiled
from clmplan.workspace.actuals import keep_entries
from clmplan.workspace.assignments import Contacts, save_assignments
from clmplan.workspace.store import PlanRow, plan_id, record_plan


def keep_plan(
    root: Path,
    compiled: Compiled,
    keys: tuple[str, ...],
    plan_json: bytes,
    version: str,
    lines: Sequence[Line] | None = None,
) -> tuple[Diagnostic, ...]:
    """Keep a plan, with the lines of its calendar if they are known already; what went wrong."""
    identity = plan_id(plan_json)
    saved = save_assignments(root, identity, keys, compiled.assignments, contacts_by_campaign(compiled))
    if saved.has_errors:
        return saved.diagnostics
    recorded = record_plan(root, _row(compiled, identity, plan_json, version))
    return recorded.diagnostics or keep_entries(root, compiled.plan, identity, lines)


def contacts_by_campaign(compiled: Compiled) -> Contacts:
    """(customer, day) of all contacts by campaign, "" for the programme, each sorted by day and customer."""
    plan, log = compiled.plan, compiled.contacts
    days = np.array([day_number(one.send.day) for one in plan.sends], dtype=np.int32)
    names = np.array([one.send.campaign for one in plan.sends], dtype=object)
    found: dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]] = {}
    for campaign in ("", *(one.name for one in plan.playbook.campaigns)):
        chosen = np.ones(len(log.send), dtype=bool) if campaign == "" else (names == campaign)[log.send]
        customers, on = log.customer[chosen], days[log.send[chosen]]
        order = np.lexsort((customers, on))
        found[campaign] = (customers[order], on[order])
    return found


def _row(compiled: Compiled, identity: str, plan_json: bytes, version: str) -> PlanRow:
    plan = compiled.plan
    return PlanRow(
        identity,
        plan.project,
        plan.playbook.name,
        str(plan.as_of),
        str(plan.horizon.start),
        str(plan.horizon.last),
        plan.seed,
        plan.fingerprint,
        plan.customers,
        len(plan.sends),
        plan.contacts,
        plan.cost.minor,
        plan.currency,
        sha256(plan_json).hexdigest(),
        version,
    )
