"""`why`: for every way of being refused, the rule and the line that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import copy, edit, run

from clmplan import pipeline
from clmplan.model.plan import Decision
from clmplan.model.step import Step

PLAYBOOK = """\
playbook winter "Winter plan" {
  horizon: 2026-11-02 .. 2026-12-31
}
segment one_time = count(orders) = 1
segment buyers = count(orders) >= 1
offer tasting {
  discount: £5 off over £25
  valid: 14d
  limit: 1 per customer per 60d
  cost: £5 when redeemed
}
channel email {
  cost: £0.02 per contact
  consent: email_ok
}
channel sms {
  cost: £0.06 per contact
  capacity: 2 per day
}
policy contact {
  at most 2 contacts per 7d
  at least 2d between contacts
  never to one_time
}
budget winter {
  total: £1.10
}
campaign tasting {
  for buyers
  priority: 80
  holdout 20%
  on every 2 weeks on monday from 2026-11-02 at 09:00
  send email "Taste this" with tasting
}
campaign again {
  for buyers
  priority: 60
  entry: again after 21d
  on every 1 week on tuesday from 2026-11-03 at 09:00
  send email "Once more"
}
campaign texts {
  for buyers
  priority: 40
  on every 1 week on friday from 2026-11-06 at 11:00
  send sms "Hello"
}
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The customers of quickstart with so little room that every step refuses somebody."""
    project = copy("en", tmp_path_factory.mktemp("crowded"))
    (project / "quickstart.clm").write_text(PLAYBOOK, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def stories(crowded: Path) -> dict[Step, tuple[str, Decision]]:
    """For each step the first customer it refuses."""
    loaded = pipeline.load(crowded, "clmplan.yaml").value
    assert loaded is not None
    assert loaded.project.as_of is not None
    planned = pipeline.plan(loaded, loaded.project.as_of).value
    assert planned is not None
    found: dict[Step, tuple[str, Decision]] = {}
    for customer in planned.base.keys:
        story = pipeline.why(planned, customer)
        assert story is not None
        for decision in story.decisions:
            if decision.refusal is not None:
                found.setdefault(decision.refusal.step, (customer, decision))
    return found


# What the refused customer is told, and what stands in the named line or in the declaration that begins there.
RULES = {
    Step.SUPPRESSED: ("never to", "never to one_time"),
    Step.CONSENT: ("consent: email_ok", "consent: email_ok"),
    Step.ENTRY: ("21", "entry: again after 21d"),
    Step.OFFER: ("1 per customer per 60d", "limit: 1 per customer per 60d"),
    Step.HOLDOUT: ("holdout 20%", "holdout 20%"),
    Step.POLICY: ("at ", "at "),
    Step.CAPACITY: ("2 per day", "capacity: 2 per day"),
    Step.BUDGET: ("£1.10", "total: £1.10"),
}


@pytest.mark.parametrize("step", list(RULES), ids=lambda step: step.value)
def test_a_refusal_names_the_rule_and_the_line_that_holds_it(
    step: Step, crowded: Path, stories: dict[Step, tuple[str, Decision]]
) -> None:
    told, rule = RULES[step]
    customer, decision = stories[step]
    done = run("why", customer, "--project", crowded)
    assert done.status == 0, done.said
    send = decision.send
    line = next(
        line
        for line in done.out.splitlines()
        if line.strip().startswith(str(send.day)) and f"{send.campaign}/{send.wave} " in line
    )
    assert "refused: " in line
    assert told in line
    place = line[line.rindex("(") + 1 : line.rindex(")")]
    file, number = place.split(":")
    text = (crowded / file).read_text(encoding="utf-8").splitlines()
    assert rule in declaration(text, int(number)), line


def declaration(lines: list[str], number: int) -> str:
    """The line of a rule, or the whole declaration when the line opens one."""
    first = lines[number - 1]
    if not first.endswith("{"):
        return first
    end = next(place for place in range(number, len(lines)) if lines[place] == "}")
    return "\n".join(lines[number - 1 : end])


def test_a_customer_who_is_contacted_is_told_when_and_how(crowded: Path) -> None:
    done = run("why", "c16", "--project", crowded)
    assert done.out.splitlines()[0] == "customer c16 on 2026-11-02"
    assert "  segments: buyers" in done.out
    assert "  2026-11-02 09:00  tasting/main  email  contacted" in done.out


def test_a_customer_in_no_audience_is_told_so(crowded: Path) -> None:
    edit(crowded / "quickstart.clm", "segment buyers = count(orders) >= 1", "segment buyers = count(orders) >= 100")
    done = run("why", "c16", "--project", crowded)
    edit(crowded / "quickstart.clm", "segment buyers = count(orders) >= 100", "segment buyers = count(orders) >= 1")
    assert "no send concerns this customer" in done.out
    assert "  tasting, 5 send(s) (quickstart.clm:28)" in done.out


def test_the_story_keeps_the_import_and_writes_nothing_else(english: Path) -> None:
    assert run("why", "c16", "--project", english).status == 0
    assert not (english / "build").exists()
    assert [".gitignore", "customers.duckdb"] == sorted(one.name for one in (english / ".clmplan").iterdir())
