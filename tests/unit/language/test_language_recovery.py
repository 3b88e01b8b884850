"""After a mistake the reader goes on: each is found where it is, and few cause others."""

from __future__ import annotations

from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from tests.spec.chapters import load, said
from tests.unit.language.mutations import PLAYBOOKS, mutants, project_of, verdict

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


def test_five_mistakes_are_five_findings() -> None:
    expected = [(1, "CLM201"), (2, "CLM304"), (6, "CLM204"), (8, "CLM107"), (12, "CLM202")]
    assert expected == said(load(FIVE).diagnostics)


def test_a_damaged_token_is_found_within_two_lines_and_rarely_causes_other_findings() -> None:
    projects = {playbook: project_of(playbook) for playbook in PLAYBOOKS}
    verdicts = [verdict(mutant, projects[mutant.playbook]) for mutant in mutants(300, seed=2026)]
    errors = [one for one in verdicts if one.is_error]
    located = sum(one.is_located for one in errors) / len(errors)
    spurious = sum(one.spurious for one in errors) / len(errors)
    figures = f"{len(errors)} of {len(verdicts)} mutants are mistakes; located {located:.1%}, spurious {spurious:.2f}"
    assert located >= 0.98, figures
    assert spurious < 0.15, figures


def test_statements_after_a_broken_one_are_kept() -> None:
    document = parse(Source("a.clm", "segment a = = 3\nsegment b = points > 3\n")).value
    assert ["segment b"] == [one.phrase.span.text for one in document.statements]
    assert {"a", "segment"} <= document.lost


def test_no_documents_at_all_lack_a_playbook() -> None:
    checked = resolve((), project_of(PLAYBOOKS[0]))
    assert checked.value is None
    assert ["CLM211"] == [one.code.id for one in checked.diagnostics]
