"""What belongs to one conflict: its sends, its days, the customers concerned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.codes import conflict_words as words
from clmplan.codes.phrases import verbatim
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.contacts.world import Index, Mask

_LISTED = 4


class Gathered:
    """Sends and customers that share one reason, over all its days."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._concerned: Mask | None = None
        self._sends: dict[str, Send] = {}
        self._by_day: Counter[date] = Counter()

    def add(self, sends: Iterable[Send], day: date, customers: Index) -> None:
        """Take in what happens on a day: the sends, and the customers concerned."""
        for send in sends:
            self._sends[send.id] = send
        self._by_day[day] += len(customers)
        if len(customers):
            if self._concerned is None:
                self._concerned = np.zeros(self._size, dtype=np.bool_)
            self._concerned[customers] = True

    @property
    def customers(self) -> int:
        """How many distinct customers it concerns."""
        return 0 if self._concerned is None else int(np.count_nonzero(self._concerned))

    @property
    def people(self) -> Wording:
        """The customers it concerns, in words."""
        return words.customers_word(self.customers)

    @property
    def sends(self) -> tuple[Send, ...]:
        """Its sends by day and id."""
        return tuple(sorted(self._sends.values(), key=lambda send: (send.day, send.id)))

    @property
    def days(self) -> tuple[date, ...]:
        """Its days in order."""
        return tuple(sorted(self._by_day))

    @property
    def when(self) -> Wording:
        """Its days in words."""
        return words.when(self.days[0], len(self._by_day))

    @property
    def worst(self) -> tuple[date, int]:
        """The day that concerns most, the first of equals, and how many."""
        day = min(self._by_day, key=lambda one: (-self._by_day[one], one))
        return day, self._by_day[day]

    def conflict(self, weight: Weight, said: Diagnostic, *, is_counted: bool = True) -> Conflict:
        """The conflict of this weight with this sentence; `is_counted`: whether its customers are known."""
        ids = tuple(send.id for send in self.sends)
        customers = self.customers if is_counted else None
        return Conflict(said.code.name, weight, self.days[0], customers, ids, said)


def campaigns_of(sends: Iterable[Send]) -> Wording:
    """The campaigns of some sends by name, the first few of many."""
    return listed(sorted({send.campaign for send in sends}))


def listed(names: Sequence[str]) -> Wording:
    """Names in back-ticks, the first few of many."""
    return listed_as_written([Wording(*[f"`{verbatim(name)}`"] * 2) for name in names])


def listed_as_written(members: Sequence[Wording]) -> Wording:
    """Members of a list, the first few of many; what is said twice is counted twice and shown once."""
    shown = list(dict.fromkeys(members))[:_LISTED]
    text = Wording(", ".join(one.en for one in shown), "、".join(one.zh for one in shown))
    left = len(set(members)) - len(shown)
    return filled(words.AND_MORE, listed=text, count=f"{left:,}") if left else text


def filled(wording: Wording, **values: Wording | str) -> Wording:
    """A sentence with its values, in both languages, to stand inside another one."""
    return Wording(*(verbatim(_filled(wording, locale, values)) for locale in ("en", "zh")))


def _filled(wording: Wording, locale: str, values: dict[str, Wording | str]) -> str:
    spoken = {name: one.fill(locale, {}) if isinstance(one, Wording) else one for name, one in values.items()}
    return wording.fill(locale, spoken)
