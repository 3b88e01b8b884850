"""After a mistake the reader goes on: each is found where it is, and few cause others."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from tests.spec.chapters import load, said
from tests.unit.language.mutations import (
    HELD_OUT,
    PLAYBOOKS,
    Mutant,
    damage,
    findings,
    mistakes,
    project_of,
    text_of,
    verdict,
)

FIVE = """\
segmant regulars = count(orders) > 3
metric spend = sum(orders.amount within last 3mo)
segment rich = spend > £500 and regulars
channel letters {
  cost: £0.85 per contact
  capacity 100 per day
}
segment many = count(orders >= 3
campaign news {
  for rich
  on 2026-10-27 at 10:00
  send leters "News"
}
"""


def rates(mutants: Iterable[Mutant]) -> tuple[int, float, float]:
    """How many mistakes, the part that is located, and findings too many for each."""
    verdicts = [(len(one.deeds), verdict(one)) for one in mutants]
    count = sum(deeds - len(one.silent) for deeds, one in verdicts)
    located = sum(one.located for _, one in verdicts)
    return count, located / count, sum(one.spurious for _, one in verdicts) / count


def fixes(text: str) -> list[tuple[str, int, str, bool]]:
    """Code, column, what the fix would make of the text, whether it is safe."""
    found = []
    for one in parse(Source("a.clm", text)).diagnostics:
        assert one.place is not None and one.fix is not None
        mended = text
        for edit in one.fix.edits:
            mended = mended[: edit.place.start] + edit.text + mended[edit.place.end :]
        found.append((one.code.id, one.place.column, mended, one.fix.is_safe))
    return found


def test_five_mistakes_are_five_findings() -> None:
    found = said(load(FIVE).diagnostics)
    assert [1, 2, 6, 8, 12] == [line for line, _ in found]
    assert ["CLM201", "CLM304", "CLM107", "CLM202"] == [code for line, code in found if line != 6]


@pytest.mark.parametrize("playbooks", [PLAYBOOKS, HELD_OUT], ids=["tuned", "held out"])
def test_mistakes_that_people_make_are_found_within_two_lines_and_rarely_cause_other_findings(
    playbooks: tuple[str, ...],
) -> None:
    count, located, spurious = rates(mistakes(120, seed=2026, playbooks=playbooks))
    figures = f"{count} mistakes; located {located:.1%}, spurious {spurious:.2f}"
    assert located >= 0.98, figures
    assert spurious < 0.15, figures


@pytest.mark.parametrize("playbooks", [PLAYBOOKS, HELD_OUT], ids=["tuned", "held out"])
def test_random_damage_is_found_within_two_lines_and_rarely_causes_other_findings(playbooks: tuple[str, ...]) -> None:
    count, located, spurious = rates(damage(300, seed=2027, playbooks=playbooks))
    figures = f"{count} mistakes; located {located:.1%}, spurious {spurious:.2f}"
    assert located >= 0.98, figures
    assert spurious < 0.15, figures


def test_two_blocks_that_are_not_closed_come_to_an_end() -> None:
    twice = 'campaign c {\n}test "o" {\n  on y\n\ntest "i" {\n  on z\n}\n'
    for text, count in (("campaign c {\n  on x\n}{", 2), (twice, 3)):
        checked = parse(Source("a.clm", text))
        assert ["CLM105"] == [one.code.id for one in checked.diagnostics]
        assert count == len(checked.value.statements) + ("}{" in text)


@pytest.mark.parametrize("playbook", HELD_OUT)
def test_the_held_out_playbooks_have_no_mistakes(playbook: str) -> None:
    assert not [one.message("en") for one in findings(text_of(playbook), playbook) if one.is_error]


def test_of_very_many_errors_a_thousand_are_told() -> None:
    parsed = parse(Source("a.clm", "segment a = pionts > 3\n" * 3_000))
    found = resolve((parsed.value,), project_of(PLAYBOOKS[0])).diagnostics
    assert 1_001 == sum(one.is_error for one in found)
    assert "CLM121" == found[-1].code.id


def test_statements_after_a_broken_one_are_kept() -> None:
    document = parse(Source("a.clm", "segment a = ) = = (\nsegment b = points > 3\n")).value
    assert ["segment b"] == [one.phrase.span.text for one in document.statements]
    assert {"a", "segment"} <= document.lost


def test_no_documents_at_all_lack_a_playbook() -> None:
    checked = resolve((), project_of(PLAYBOOKS[0]))
    assert checked.value is None
    assert ["CLM211"] == [one.code.id for one in checked.diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("segmnt a = points > 3\n", ("CLM201", 1, "segment a = points > 3\n", False)),
        ("人群单次 = 次数(订单) = 1\n", ("CLM201", 1, "人群 单次 = 次数(订单) = 1\n", True)),
        ("segment a = points in [3, 4)\n", ("CLM118", 28, "segment a = points in [3, 4]\n", False)),
        (
            "segment a = points > 3 stage = active\n",
            ("CLM119", 24, "segment a = points > 3 and stage = active\n", False),
        ),
        ("人群 甲 = 积分 > 3 阶段 = 活跃\n", ("CLM119", 15, "人群 甲 = 积分 > 3 且 阶段 = 活跃\n", False)),
        (
            'lifecycle m {\n  stagee new "New" when points > 3\n}\n',
            ("CLM117", 3, 'lifecycle m {\n  stage new "New" when points > 3\n}\n', False),
        ),
    ],
)
def test_a_mistake_that_can_be_put_right_keeps_its_statement(text: str, expected: tuple[str, int, str, bool]) -> None:
    assert [expected] == fixes(text)
    mended = parse(Source("a.clm", expected[2]))
    assert not mended.diagnostics
    assert len(mended.value.statements) == len(parse(Source("a.clm", text)).value.statements) == 1
    assert not parse(Source("a.clm", text)).value.lost


def test_an_else_closes_the_branch_before_it() -> None:
    text = "campaign c {\n  if points > 3 {\n    stop\n  else {\n    stop\n  }\n  on 2026-11-01\n}\n"
    checked = parse(Source("a.clm", text))
    assert [("CLM105", 3)] == [(one.code.id, one.place.line) for one in checked.diagnostics if one.place]
    assert 3 == len(checked.value.statements[0].block or ())


def test_an_else_whose_brace_is_missing_has_one_finding() -> None:
    text = "campaign c {\n  if points > 3 { stop }\n  else send email\n  }\n  on 2026-11-01\n}\n"
    assert [("CLM115", 3)] == [
        (one.code.id, one.place.line) for one in parse(Source("a.clm", text)).diagnostics if one.place
    ]


def test_a_text_that_is_not_closed_ends_before_the_next_one_of_its_line() -> None:
    (found,) = parse(Source("a.clm", "人群 甲 = 城市 属于 [“杭州, “苏州”, “南京”]\n")).diagnostics
    assert "CLM102" == found.code.id


def test_a_sign_too_many_keeps_its_statement() -> None:
    checked = parse(Source("a.clm", "segment a = points > > 3\nsegment b = points > 3 and\n"))
    assert ["CLM104", "CLM113"] == [one.code.id for one in checked.diagnostics]
    assert 2 == len(checked.value.statements)
    assert not checked.value.lost


def test_the_names_of_tasks_and_events_are_not_misspelt_words() -> None:
    tasks = "campaign a {\n  prepare {\n    sned 3 workdays before\n    wavee 2 workdays before\n  }\n}\n"
    given = 'test "x" {\n  given customer {\n    waits 2026-07-02 { amount: £5 }\n    waits: [2026-07-02]\n  }\n}\n'
    keys = "测试 “甲” {\n  假设 客户 {\n    允许短信：是\n    允许 2026-07-02 { 金额：5元 }\n  }\n}\n"
    for text in (tasks, given, keys):
        assert not parse(Source("a.clm", text)).diagnostics, text


def test_a_block_that_is_not_closed_is_told_by_its_indentation() -> None:
    text = 'campaign a {\n  prepare { brief 3 workdays before\n  wave b {\n    send email "x"\n  on 2026-11-11\n}\n'
    found = parse(Source("a.clm", text)).diagnostics
    assert [("CLM105", 2), ("CLM105", 4)] == [(one.code.id, one.place.line) for one in found if one.place]


def test_lines_without_indentation_need_no_indentation() -> None:
    text = 'campaign a {\nwave b {\nsend email "x"\n}\n    on 2026-11-11\n}\nsegment s = points > 3\n'
    assert not parse(Source("a.clm", text)).diagnostics
