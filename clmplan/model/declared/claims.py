"""What a playbook claims about itself, and how it will find out: proofs and experiments."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from clmplan.base.source import Span
from clmplan.model.expression import Expression


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim to be proven: `claim` is `exclusive` or `complete` of a lifecycle, `disjoint` or `implies` of two
    conditions."""

    claim: str
    lifecycle: str | None = None
    left: Expression | None = None
    right: Expression | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the ways an experiment compares, and its share of the customers; a share of 1."""

    name: str
    share: Decimal
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Experiment:
    """Variants of a campaign, drawn per customer; their shares add up to 1."""

    name: str
    title: str
    campaign: str
    variants: tuple[Variant, ...]
    at: Span | None = field(default=None, compare=False, repr=False)
