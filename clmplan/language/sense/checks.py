"""Every check over a resolved playbook, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clmplan.base.diagnostics import Diagnostic, in_order
from clmplan.language.sense.campaigns import assumptions_without_source, equal_priorities, without_a_goal
from clmplan.language.sense.channels import paid_without_limit, without_consent
from clmplan.language.sense.conditions import missing_left_out, strange_conditions, values_listed_twice
from clmplan.language.sense.exceptions import same_segments, strange_exceptions
from clmplan.language.sense.languages import mixed_languages
from clmplan.language.sense.links import codes_given_twice, links_of_no_channel, links_without_use
from clmplan.language.sense.lookalikes import (
    invisible_characters,
    lookalike_names,
    mixed_alphabets,
    names_like_conditions,
)
from clmplan.language.sense.offers import cost_far_from_discount, discount_in_words, nearly_free
from clmplan.language.sense.policies import caps_without_effect
from clmplan.language.sense.reading.look import Look, look_at
from clmplan.language.sense.stages import strange_stages
from clmplan.language.sense.timing import outside_the_horizon, quiet_hours
from clmplan.language.sense.unused import unused_declarations
from clmplan.language.sense.ways import ways_never_taken
from clmplan.language.text.collector import paused_collector
from clmplan.language.text.syntax import Document
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project

Check = Callable[[Look], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    unused_declarations,
    lookalike_names,
    mixed_alphabets,
    names_like_conditions,
    invisible_characters,
    discount_in_words,
    nearly_free,
    cost_far_from_discount,
    strange_conditions,
    values_listed_twice,
    missing_left_out,
    strange_stages,
    strange_exceptions,
    same_segments,
    outside_the_horizon,
    quiet_hours,
    without_a_goal,
    assumptions_without_source,
    equal_priorities,
    without_consent,
    paid_without_limit,
    caps_without_effect,
    ways_never_taken,
    codes_given_twice,
    links_without_use,
    links_of_no_channel,
)
PEDANTIC: tuple[Check, ...] = (mixed_languages,)


def sense(
    playbook: Playbook, documents: Sequence[Document], project: Project, *, is_pedantic: bool = False
) -> tuple[Diagnostic, ...]:
    """What in a playbook is allowed and probably not meant, by place; worth asking once nothing else is wrong."""
    checks = (*CHECKS, *PEDANTIC) if is_pedantic else CHECKS
    with paused_collector():
        look = look_at(playbook, documents, project)
        return in_order(found for check in checks for found in check(look))
