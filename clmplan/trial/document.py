"""The results of tests as one document for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from clmplan.base.source import Span
from clmplan.trial.coverage import Coverage
from clmplan.trial.lines import expected
from clmplan.trial.result import Judgement, TestResult

Document: TypeAlias = Mapping[str, "Document"] | Sequence["Document"] | str | int | bool | None


def document(results: Sequence[TestResult], coverage: Coverage | None) -> Document:
    """All tests with every expectation; the coverage when it was asked for."""
    passed = sum(one.passed for one in results)
    found: dict[str, Document] = {
        "schema": "clmplan.tests/1",
        "passed": passed,
        "failed": len(results) - passed,
        "tests": [_test(one) for one in results],
    }
    if coverage is not None:
        found["coverage"] = _coverage(coverage)
    return found


def _test(result: TestResult) -> Document:
    return {
        "name": result.test.name,
        **_place(result.test.at),
        "on": str(result.test.on),
        "passed": result.passed,
        "expectations": [_judgement(one) for one in result.judgements],
    }


def _judgement(judgement: Judgement) -> Document:
    facts = [
        {"text": fact.text, "value": fact.value, "depth": fact.depth, **_place(fact.at)} for fact in judgement.facts
    ]
    place = _place(judgement.expectation.at)
    text = expected(judgement.expectation)
    return {"text": text, **place, "holds": judgement.holds, "found": judgement.found, "facts": facts}


def _coverage(coverage: Coverage) -> Document:
    points = [
        {
            "kind": one.point.kind,
            "name": one.point.name,
            "owner": one.point.owner,
            **_place(one.point.at),
            "seen": sorted(one.seen),
            "missing": list(one.missing),
        }
        for one in coverage.points
    ]
    return {"seen": coverage.seen, "wanted": coverage.wanted, "points": points}


def _place(place: Span | None) -> dict[str, str | int | None]:
    return {"path": place.path if place else None, "line": place.line if place else None}
