"""`allow CODE "REASON"`: what a playbook may set aside, and what is said when it should not."""

from __future__ import annotations

from textwrap import dedent

import pytest

from clmplan.base.diagnostics import Checked, Code, Diagnostic
from clmplan.base.source import Source, Span
from clmplan.codes.catalogue import all_codes
from clmplan.language.allow import set_aside, take_allowances
from clmplan.language.parse import parse
from clmplan.language.text.syntax import Document

CODES = {code.id: code for code in all_codes()}
UNUSED_SEGMENT, NEVER_TRUE, ERROR = CODES["CLM402"], CODES["CLM430"], CODES["CLM202"]
PLAYBOOK = """\
segment vip = points > 3
segment old = points > 9

policy contact {
  at most 3 contacts per 7d
}
"""


def read(text: str, name: str = "playbook.clm") -> Document:
    parsed = parse(Source(name, dedent(text)))
    assert parsed.diagnostics == ()
    return parsed.value


def finding(document: Document, text: str, code: Code = UNUSED_SEGMENT) -> Diagnostic:
    start = document.source.text.index(text)
    return code.at(Span(document.source, start, start + len(text)), name=text)


def allowed(text: str, *wanted: str, code: Code = UNUSED_SEGMENT) -> list[tuple[str, str | None]]:
    """For findings at some words and for what is said of the allowances: its id, and the reason it is allowed with."""
    document = read(text)
    taken = take_allowances((document,))
    found = set_aside([*(finding(document, one, code) for one in wanted), *taken.diagnostics], taken.value[1])
    return [(one.code.id, one.allowed.reason if one.allowed else None) for one in found]


def test_an_allowance_at_the_top_covers_its_file() -> None:
    text = PLAYBOOK + 'allow CLM402 "used from next spring"\n'
    assert [("CLM402", "used from next spring")] * 2 == allowed(text, "segment vip", "segment old")


@pytest.mark.parametrize("written", ["CLM402", "clm402", '"unused-segment"', "`unused-segment`", "unused-segment"])
def test_a_code_is_named_by_its_id_or_its_name(written: str) -> None:
    assert [("CLM402", "later")] == allowed(PLAYBOOK + f'allow {written} "later"\n', "segment vip")


@pytest.mark.parametrize(
    "written", ["允许 CLM402 “下季度启用”", "允許 CLM402 「下季度启用」", '允许 CLM402 "下季度启用"']
)
def test_an_allowance_reads_the_same_in_chinese(written: str) -> None:
    assert [("CLM402", "下季度启用")] == allowed(PLAYBOOK + written, "segment vip")


def test_an_allowance_inside_a_declaration_covers_it_and_nothing_else() -> None:
    text = PLAYBOOK.replace("per 7d\n", 'per 7d\n  allow CLM402 "agreed"\n')
    found = allowed(text, "policy contact", "at most", "segment vip")
    assert [("CLM402", "agreed"), ("CLM402", "agreed"), ("CLM402", None)] == found


def test_an_allowance_inside_a_wave_covers_the_wave_only() -> None:
    text = """\
    campaign news {
      for everyone
      wave early { on 2026-11-01; send email; allow CLM402 "agreed" }
      wave late { on 2026-12-01; send email }
    }
    """
    assert [("CLM402", "agreed"), ("CLM402", None)] == allowed(text, "on 2026-11-01", "on 2026-12-01")


def test_an_allowance_for_a_name_covers_the_declarations_of_that_name() -> None:
    text = PLAYBOOK + 'allow CLM402 for vip "later"\n'
    assert [("CLM402", "later"), ("CLM402", None)] == allowed(text, "segment vip", "segment old")


def test_the_name_may_be_declared_in_another_file() -> None:
    segments, rest = read("segment vip = points > 3\n", "segments.clm"), read('allow CLM402 for vip "later"\n', "b.clm")
    taken = take_allowances((segments, rest))
    (found,) = set_aside([finding(segments, "segment vip")], taken.value[1])
    assert found.allowed is not None
    assert "b.clm" == found.allowed.place.path


def test_an_allowance_covers_no_other_file() -> None:
    other, mine = read("segment vip = points > 3\n", "other.clm"), read('allow CLM402 "later"\n', "mine.clm")
    found = set_aside([finding(other, "segment vip")], take_allowances((other, mine)).value[1])
    assert [("CLM402", False), ("CLM493", False)] == [(one.code.id, one.allowed is not None) for one in found]


def test_a_finding_without_a_place_is_covered_at_the_top_only() -> None:
    at_top = take_allowances((read('allow CLM402 "agreed"\n'),)).value[1]
    inside = take_allowances((read('policy p { at most 3 contacts per 7d; allow CLM402 "agreed" }\n'),)).value[1]
    nowhere = UNUSED_SEGMENT.at(None, name="vip")
    assert set_aside([nowhere], at_top)[0].allowed is not None
    assert set_aside([nowhere], inside)[0].allowed is None


def test_the_innermost_allowance_gives_the_reason() -> None:
    text = 'allow CLM402 "whole file"\n' + PLAYBOOK.replace("per 7d\n", 'per 7d\n  allow CLM402 "this policy"\n')
    assert [("CLM402", "whole file"), ("CLM402", "this policy")] == allowed(text, "segment vip", "at most 3")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('allow CLM202 "later"', "CLM491"),
        ('allow "unknown-name" "later"', "CLM491"),
        ('allow CLM999 "later"', "CLM490"),
        ('allow "unused-segmant" "later"', "CLM490"),
        ("allow CLM402", "CLM492"),
        ('allow CLM402 "  "', "CLM492"),
        ("allow CLM402 for vip", "CLM492"),
        ('allow CLM402 "later" "and later"', "CLM207"),
        ("allow CLM402 later", "CLM207"),
        ('allow CLM402 for nobody "later"', "CLM202"),
        ("allow", "CLM207"),
    ],
)
def test_what_is_wrong_with_an_allowance_is_said_at_once(written: str, expected: str) -> None:
    assert [("CLM402", None), (expected, None)] == allowed(PLAYBOOK + written + "\n", "segment vip")


@pytest.mark.parametrize(("written", "meant"), [('"unused-segmant"', '"unused-segment"'), ("CLM4O2", "CLM402")])
def test_an_unknown_code_comes_with_the_nearest_one_that_can_be_allowed(written: str, meant: str) -> None:
    (said,) = take_allowances((read(f'allow {written} "later"\n'),)).diagnostics
    assert said.fix is not None
    assert [(meant, False)] == [(edit.text, said.fix.is_safe) for edit in said.fix.edits]
    assert meant.strip('"') in said.help("en")


def test_errors_are_never_set_aside() -> None:
    document = read(PLAYBOOK)
    allowances = take_allowances((read('allow CLM402 "later"\n'),)).value[1]
    (found,) = set_aside([finding(document, "segment vip", ERROR)], allowances)
    assert found.allowed is None


def test_an_unused_allowance_is_a_warning_that_can_be_removed() -> None:
    document = read('# spring\nallow CLM402 "later"\nsegment vip = points > 3\n')
    (said,) = set_aside([], take_allowances((document,)).value[1])
    assert ("CLM493", 2) == (said.code.id, said.place.line if said.place else 0)
    assert said.fix is not None
    assert 'allow CLM402 "later"\n' == said.fix.edits[0].place.text


def test_nothing_is_called_unused_while_there_are_errors() -> None:
    document = read(PLAYBOOK + 'allow CLM430 "later"\n')
    found = set_aside([finding(document, "segment vip", ERROR)], take_allowances((document,)).value[1])
    assert ["CLM202"] == [one.code.id for one in found]


def test_an_allowance_of_a_code_that_a_later_pass_yields_is_not_unused_yet() -> None:
    allowances = take_allowances((read('allow CLM548 "the board decided"\n'),)).value[1]
    assert () == set_aside([], allowances)
    assert ["CLM493"] == [one.code.id for one in set_aside([], allowances, passes="5")]


def test_of_two_allowances_of_one_finding_the_second_is_unused() -> None:
    text = PLAYBOOK + 'allow CLM402 "one"\nallow CLM402 "two"\n'
    assert [("CLM402", "one"), ("CLM493", None)] == allowed(text, "segment vip")


def test_unused_allowances_can_be_allowed_too() -> None:
    text = PLAYBOOK + 'allow CLM430 "for next spring"\nallow unused-allowance "kept on purpose"\n'
    assert [("CLM493", "kept on purpose")] == allowed(text)


def test_the_statements_are_gone_afterwards_and_the_rest_is_as_it_was() -> None:
    text = PLAYBOOK.replace("per 7d\n", 'per 7d\n  allow CLM402 "agreed"\n')
    rest: Checked[tuple[tuple[Document, ...], object]] = take_allowances((read(text),))
    (document,) = rest.value[0]
    assert ["segment vip", "segment old", "policy contact"] == [one.phrase.span.text for one in document.statements]
    assert ["at most 3 contacts per 7d"] == [one.phrase.span.text for one in document.statements[2].block or ()]


def test_a_document_without_the_word_is_handed_on_as_it_is() -> None:
    document = read(PLAYBOOK)
    assert take_allowances((document,)).value[0][0] is document
