"""The results of tests as JUnit XML, as build servers read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from clmplan.trial.lines import expected, told
from clmplan.trial.result import Judgement, TestResult

# Characters that XML 1.0 cannot hold at all.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(name: str, results: Sequence[TestResult]) -> bytes:
    """One suite with a case per test; a case that fails says all that was found."""
    failed = str(sum(not one.passed for one in results))
    counts = {"tests": str(len(results)), "failures": failed, "errors": "0", "skipped": "0"}
    suites = Element("testsuites", {"name": _sayable(name), **counts})
    suite = SubElement(suites, "testsuite", {"name": _sayable(name), **counts})
    for result in results:
        place = result.test.at
        where = {"file": place.path, "line": str(place.line)} if place is not None else {}
        case = SubElement(suite, "testcase", {"classname": _sayable(name), "name": _sayable(result.test.name), **where})
        failures = [one for one in result.judgements if not one.holds]
        if failures:
            text = "\n".join(line for one in failures for line in _lines(one))
            message = _sayable(f"{expected(failures[0].expectation)}: {failures[0].found}")
            SubElement(case, "failure", {"message": message, "type": "expectation"}).text = _sayable(text)
    indent(suites)
    whole: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def _lines(judgement: Judgement) -> list[str]:
    place = judgement.expectation.at
    head = f"{place}: " if place is not None else ""
    return [f"{head}{expected(judgement.expectation)}: {judgement.found}", *told(judgement.facts)]


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("\ufffd", text)
