"""Which idea a header names, by the built-in synonyms of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from clmplan.data.mapping.ideas.idea import Idea, Side, plain
from clmplan.data.mapping.ideas.of_customers import CONSENTS, KEYS, PERSON, RELATION
from clmplan.data.mapping.ideas.of_events import CONTACTS, DAYS, ORDERS

IDEAS: tuple[Idea, ...] = (*KEYS, *CONSENTS, *PERSON, *RELATION, *DAYS, *ORDERS, *CONTACTS)

# Said before a word that means the same without it: `会员手机号`, `Billing City`.
_OWNERS: tuple[str, ...] = (
    "会员",
    "客户",
    "用户",
    "买家",
    "顾客",
    "粉丝",
    "收货人",
    "收件人",
    "收货",
    "联系人",
    "联系",
    "订单",
    "商品",
    "当前",
)
_OWNERS += ("customer", "user", "member", "buyer", "client", "subscriber", "contact", "billing", "shipping")
_OWNERS += ("defaultaddress", "address", "order", "profile", "account", "current", "primary", "lineitem")


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """How well a word names an idea: as it stands before without its owner, preferred words first."""

    is_shortened: bool
    position: int


@dataclass(frozen=True, slots=True)
class Named:
    """An idea that a header names."""

    idea: Idea
    rank: Rank


def named(header: str, side: Side) -> Named | None:
    """The idea a header names in a table of a side; an idea of that very side wins."""
    found = every_idea(header)
    fitting = [one for one in found if one.idea.side in (side, Side.ANY)] or list(found)
    return min(fitting, key=lambda one: (one.rank.is_shortened, one.idea.side is not side), default=None)


def every_idea(header: str) -> tuple[Named, ...]:
    """All ideas a header may name, in the order of the tables."""
    word = plain(header)
    whole = _words().get(word, ())
    if whole:
        return tuple(Named(idea, Rank(False, position)) for idea, position in whole)
    for owner in _OWNERS:
        if word.startswith(owner):
            rest = _words().get(word.removeprefix(owner), ())
            if rest:
                return tuple(Named(idea, Rank(True, position)) for idea, position in rest)
    return ()


@cache
def _words() -> Mapping[str, tuple[tuple[Idea, int], ...]]:
    found: dict[str, list[tuple[Idea, int]]] = {}
    for idea in IDEAS:
        for position, word in enumerate((*idea.words, plain(idea.en), plain(idea.zh))):
            known = found.setdefault(word, [])
            if all(one is not idea for one, _ in known):
                known.append((idea, position))
    return MappingProxyType({word: tuple(ideas) for word, ideas in found.items()})
