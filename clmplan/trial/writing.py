"""Tests as text of the language, in its English or its Chinese words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.days import from_day_number
from clmplan.base.money import SYMBOLS, Money
from clmplan.model.expression import Compare, Constant, Expression, Missing, Not, SegmentMember, StageOf
from clmplan.model.playbook_test import (
    ExpectCondition,
    GivenCustomer,
    GivenEvent,
    GivenFields,
    GivenValue,
    PlaybookTest,
)
from clmplan.model.project import FieldType, Project, TableSpec

# The signs that the lexer reads as these currencies.
_WRITTEN = frozenset({"GBP", "USD", "EUR"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes tests of a project; `spell` gives a word of the language, `name` a name as it must be written."""

    project: Project
    is_only_lifecycle: bool
    spell: Callable[[str], str]
    name: Callable[[str], str]

    def tests(self, tests: Iterable[PlaybookTest]) -> str:
        """The tests one after the other, with an empty line between two."""
        return "\n".join("\n".join((*self._test(test), "")) for test in tests)

    def _test(self, test: PlaybookTest) -> Iterator[str]:
        yield f'{self.spell("test")} "{test.name}" {{'
        yield from self._given(f"{self.spell('given')} {self.spell('customer')}", test.customer)
        for others in test.others:
            yield from self._given(f"{self.spell('given')} {others.count} {self.spell('others')}", others.each)
        yield f"  {self.spell('on')} {test.on}"
        for one in test.expectations:
            if isinstance(one, ExpectCondition):
                yield f"  {self.spell('expect')} {self._condition(one.condition)}"
        yield "}"

    def _given(self, head: str, customer: GivenCustomer) -> Iterator[str]:
        lines = [*self._fields(customer.fields, self.project.customers), *self._events(customer.events)]
        if not lines:
            return
        yield f"  {head} {{"
        yield from (f"    {line}" for line in lines)
        yield "  }"

    def _fields(self, fields: GivenFields, table: TableSpec) -> Iterator[str]:
        for name, value in fields:
            spec = table.field(name)
            if spec is not None:
                yield f"{self.name(name)}: {self._value(value, spec.type)}"

    def _events(self, events: Iterable[GivenEvent]) -> Iterator[str]:
        bare: dict[str, list[str]] = {}
        for event in events:
            if not event.fields:
                bare.setdefault(event.kind, []).append(str(event.day))
        for kind, days in bare.items():
            yield f"{self.name(kind)}: [{', '.join(sorted(days))}]"
        for event in events:
            if event.fields:
                table = self.project.events[event.kind]
                yield f"{self._one(event.kind)} {event.day} {{ {'; '.join(self._fields(event.fields, table))} }}"

    def _one(self, kind: str) -> str:
        """The name of one event of a kind: `orders` in the singular, where that means nothing else."""
        single = kind.removesuffix("s")
        return self.name(single if single and single not in self.project.events else kind)

    def _value(self, value: GivenValue, kind: FieldType) -> str:
        match kind:
            case FieldType.YES_NO:
                return self.spell("yes" if value else "no")
            case FieldType.DATE:
                return str(from_day_number(int(value)))
            case FieldType.MONEY:
                return self._money(Money(int(value), self.project.currency))
            case FieldType.TEXT | FieldType.ONE_OF | FieldType.PHONE:
                return f'"{value}"'
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    def _money(self, money: Money) -> str:
        amount = money.amount
        digits = f"{amount.normalize():f}" if amount == int(amount) else f"{amount:f}"
        if money.currency == "CNY":
            return f"{digits}元" if self.spell("yes") == "是" else f"¥{digits}"
        symbol = SYMBOLS[money.currency] if money.currency in _WRITTEN else ""
        return f"{symbol}{digits}" if symbol else f"{digits} {money.currency}"

    def _condition(self, condition: Expression) -> str:
        match condition:
            case Compare(left=StageOf(lifecycle=lifecycle), right=Constant(value=stage)):
                return f"{self._stage_of(lifecycle)} = {self.name(str(stage))}"
            case Missing(value=StageOf(lifecycle=lifecycle)):
                return f"{self._stage_of(lifecycle)} {self.spell('is')} {self.spell('missing')}"
            case Missing(value=SegmentMember(name=name)):
                return f"{self.name(name)} {self.spell('is')} {self.spell('missing')}"
            case Not(part=SegmentMember(name=name)):
                return f"{self.spell('not')} {self.name(name)}"
            case SegmentMember(name=name):
                return self.name(name)
        raise ValueError(f"no generated test expects {condition!r}")

    def _stage_of(self, lifecycle: str) -> str:
        return self.spell("stage") if self.is_only_lifecycle else self.name(lifecycle)


def name_writer(words: Mapping[str, object]) -> Callable[[str], str]:
    """How names are written: in back-ticks when they are words of the language or no plain names."""
    return lambda name: name if name.isidentifier() and name not in words else f"`{name}`"
