"""Findings as SARIF 2.1.0, which code scanners and editors read."""

from __future__ import annotations

import json
from urllib.parse import quote

from clmplan import __version__
from clmplan.base.diagnostics import Allowance, Code, Diagnostic, Edit, Fix
from clmplan.base.source import Span
from clmplan.cli.findings.report import Report
from clmplan.codes.catalogue import pattern

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGES = {"en": "en-US", "zh": "zh-CN"}


def document(report: Report) -> str:
    """The log of a report: one run, with the codes that were found as its rules."""
    codes = sorted({one.code.id: one.code for one in report.findings}.values(), key=lambda code: code.id)
    order = {code.id: position for position, code in enumerate(codes)}
    driver = {
        "name": "clmplan",
        "version": __version__,
        "language": _LANGUAGES[report.locale],
        "rules": [_rule(code, report) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[report.locale],
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, order[one.code.id], report) for one in report.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code, report: Report) -> dict[str, object]:
    title = code.name.replace("-", " ")
    message, remedy = (pattern(one, report.locale).strip("…") for one in (code.message, code.help))
    examples = [
        f"{report.words(name)}:\n{example.text}"
        for name, example in (("bad_example", code.bad), ("good_example", code.good))
        if example is not None
    ]
    return {
        "id": code.id,
        "name": code.name,
        "shortDescription": {"text": pattern(code.message, report.locale) if message else title},
        "fullDescription": {"text": pattern(code.why, report.locale)},
        "help": {"text": "\n\n".join((*([pattern(code.help, report.locale)] if remedy else []), *examples)) or title},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(found: Diagnostic, rule: int, report: Report) -> dict[str, object]:
    said = "\n".join(filter(None, (found.message(report.locale), found.help(report.locale))))
    result: dict[str, object] = {
        "ruleId": found.code.id,
        "ruleIndex": rule,
        "level": found.code.severity.value,
        "message": {"text": said},
        "locations": [] if found.place is None else [{"physicalLocation": _physical(found.place, report)}],
    }
    if found.related:
        result["relatedLocations"] = [
            {
                "id": position,
                "physicalLocation": _physical(one.place, report),
                "message": {"text": report.fill(one.note, found)},
            }
            for position, one in enumerate(found.related)
        ]
    if found.fix is not None:
        result["fixes"] = [_fix(found.fix, found, report)]
    if found.allowed is not None:
        result["suppressions"] = [_suppression(found.allowed, report)]
    facts = found.known(report.locale)
    if facts:
        result["properties"] = {"facts": dict(facts)}
    return result


def _physical(place: Span, report: Report) -> dict[str, object]:
    return {"artifactLocation": _artifact(place.path, report), "region": _region(place)}


def _artifact(path: str, report: Report) -> dict[str, str]:
    return {"uri": quote(report.path(path))}


def _region(place: Span) -> dict[str, int]:
    end_line, end_column = place.source.position(place.end)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _fix(fix: Fix, found: Diagnostic, report: Report) -> dict[str, object]:
    changes: dict[str, list[dict[str, object]]] = {}
    for edit in fix.edits:
        changes.setdefault(edit.place.path, []).append(_replacement(edit))
    return {
        "description": {"text": report.fill(fix.title, found)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, report), "replacements": replacements}
            for path, replacements in changes.items()
        ],
        "properties": {"safe": fix.is_safe},
    }


def _replacement(edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}


def _suppression(allowed: Allowance, report: Report) -> dict[str, object]:
    return {
        "kind": "inSource",
        "justification": allowed.reason,
        "location": {"physicalLocation": _physical(allowed.place, report)},
    }
