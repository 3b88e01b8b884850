"""Who is in which stage, segment and rule on which day: few days by a statement each, many by one sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clmplan.audience.repeated import repeated
from clmplan.audience.statement.answers import Asking
from clmplan.audience.statement.learning import known_of
from clmplan.audience.statement.question import Question
from clmplan.audience.statement.shards import shards_needed
from clmplan.audience.sweep.program import UnsweepableError
from clmplan.audience.sweep.run import Sweep
from clmplan.audience.swept import swept
from clmplan.base.progress import Progress, silent
from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook
from clmplan.model.records import Engine, Memberships
from clmplan.model.wanted import Wanted

# From three days on a sweep costs less than a statement for each, be it a hundred customers or a million.
MANY_DAYS = 3
# Of so many customers it pays to ask beforehand what their events are like.
MANY_CUSTOMERS = 100_000
_MEMORY = 3 * 2**30


def memberships(
    engine: Engine,
    playbook: Playbook,
    days: Sequence[int],
    customers: int,
    rules: Mapping[str, Expression],
    anchors: Mapping[str, Expression],
) -> Memberships:
    """The memberships of all stages, segments and rules on the days, and the anchors on the last day.

    Rules and segments share one table of names; a rule must not be called like a segment.
    """
    return wanted_memberships(engine, playbook, Wanted.everything(playbook, days, rules, anchors), customers)


def wanted_memberships(
    engine: Engine, playbook: Playbook, wanted: Wanted, customers: int, progress: Progress = silent
) -> Memberships:
    """The memberships of what is wanted, each on the days it is wanted on."""
    asking = learned(engine, playbook, wanted, customers)
    if len(wanted.days) >= MANY_DAYS:
        try:
            return replace(swept(Sweep(engine, playbook, customers, asking.fits, progress), wanted), fits=asking.fits)
        except (UnsweepableError, OverflowError):
            # some forms and very large numbers are left to the statement
            pass
    return replace(repeated(asking, playbook, wanted), fits=asking.fits)


def learned(engine: Engine, playbook: Playbook, wanted: Wanted, customers: int) -> Asking:
    """How the engine is asked, with what functions of the whole history learned from all customers."""
    segments = tuple(segment.name for segment in playbook.segments if segment.name in wanted.holds)
    lifecycles = tuple(one.name for one in playbook.lifecycles if wanted.lifecycle_days(one.name))
    question = Question(playbook, lifecycles, segments, wanted.rules, wanted.anchors)
    asking = Asking(engine, customers, shards=shards_needed(question, customers, _MEMORY))
    if customers >= MANY_CUSTOMERS and len(wanted.days) < MANY_DAYS:
        asking = replace(asking, known=known_of(engine, question))
    days = wanted.days
    if not days:
        return asking
    return replace(asking, fits=asking.fits_on(question, days[0] if wanted.learns_on is None else wanted.learns_on))
