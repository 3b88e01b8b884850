"""Whether `05/03/2026` is May or March: decided by all dates of a column together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from heapq import nsmallest

from clmplan.base.days import from_day_number
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.columns import DATE_ORDER_FOUND, DATES_FIT_TWO_ORDERS, DATES_OF_TWO_ORDERS
from clmplan.data.typing.dates import both_orders
from clmplan.model.project import FieldSpec

_SHOWN = 2


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """The least texts that are dates only as dmy, only as mdy, and as both but of different days."""

    only_dmy: str | None = None
    only_mdy: str | None = None
    either: tuple[str, ...] = ()

    def with_texts(self, texts: Iterable[str]) -> OrderEvidence:
        """The evidence of more texts; it does not depend on their order."""
        only_dmy, only_mdy, either = _sorted_out(texts)
        return replace(
            self,
            only_dmy=min((*only_dmy, *_known(self.only_dmy)), default=None),
            only_mdy=min((*only_mdy, *_known(self.only_mdy)), default=None),
            either=tuple(nsmallest(_SHOWN, {*either, *self.either})),
        )


def decide_order(evidence: OrderEvidence, spec: FieldSpec, column: str, file: str) -> Checked[str]:
    """The only order that fits, with a note when it was needed; an error when the column does not tell."""
    place = {"file": file, "column": column, "field": spec.name}
    match evidence:
        case OrderEvidence(only_dmy=str(first), only_mdy=str(second)):
            return _undecided(DATES_OF_TWO_ORDERS.at(spec.at, **place, first=first[:40], second=second[:40]))
        case OrderEvidence(only_dmy=str(first)):
            return Checked("dmy", (DATE_ORDER_FOUND.at(spec.at, **place, order="dmy", first=first[:40]),))
        case OrderEvidence(only_mdy=str(first)):
            return Checked("mdy", (DATE_ORDER_FOUND.at(spec.at, **place, order="mdy", first=first[:40]),))
        case OrderEvidence(either=()):
            return Checked("dmy")
    readings = ", ".join(_readings(text) for text in evidence.either)
    return _undecided(DATES_FIT_TWO_ORDERS.at(spec.at, **place, readings=readings))


def _undecided(diagnostic: Diagnostic) -> Checked[str]:
    return Checked("", (diagnostic,))


def _sorted_out(texts: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    only_dmy: list[str] = []
    only_mdy: list[str] = []
    either: list[str] = []
    for text in texts:
        days = both_orders(text)
        if days is None or days[0] == days[1]:
            continue
        fitting = only_mdy if days[0] is None else only_dmy if days[1] is None else either
        fitting.append(text)
    return only_dmy, only_mdy, either


def _known(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def _readings(text: str) -> str:
    days = both_orders(text) or (None, None)
    shown = " / ".join(from_day_number(day).isoformat() for day in days if day is not None)
    return f"`{text[:40]}` ({shown})"
