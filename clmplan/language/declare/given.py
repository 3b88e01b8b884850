"""What a test gives about a customer: fields and events, typed against the project file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.money import SYMBOLS, Money
from clmplan.base.source import Span
from clmplan.codes import resolve as codes
from clmplan.codes import trial as trial_codes
from clmplan.codes.phrases import verbatim
from clmplan.language.declare.context import Context
from clmplan.language.expressions.constants import money_of
from clmplan.language.shapes import fit
from clmplan.language.text.syntax import ListNode, LiteralNode, NameNode, Node, Statement, WordNode
from clmplan.language.words import word_table
from clmplan.model.playbook_test import GivenCustomer, GivenEvent, GivenFields, GivenValue
from clmplan.model.project import FieldSpec, FieldType, TableSpec

EVENT_FORMS = ("{event:event} {days:dates}",)
SUPPRESSED = "suppressed"


def read_customer(block: Sequence[Statement], on: date | None, at: Span, context: Context) -> GivenCustomer:
    """The customer of a block; `on` is the day of the test, when it could be read."""
    reading = _Reading(context, on)
    for line in block:
        reading.read(line)
    events = tuple(sorted(reading.events, key=lambda one: (one.kind, one.day)))
    return GivenCustomer(tuple(reading.fields.items()), events, reading.is_suppressed, at)


def is_early(day: date, on: date | None, at: Span, context: Context) -> bool:
    """Whether a day is before the day of the test; says it when it is not."""
    if on is None or day < on:
        return True
    context.scope.say(trial_codes.GIVEN_TOO_LATE.at(at, text=at.text, day=on))
    return False


class _Reading:
    """The lines of one block, one after the other."""

    def __init__(self, context: Context, on: date | None) -> None:
        self.context = context
        self.scope = context.scope
        self.on = on
        self.fields: dict[str, GivenValue] = {}
        self.events: list[GivenEvent] = []
        self.is_suppressed = False
        self.places: dict[str, Span] = {}

    def read(self, line: Statement) -> None:
        if line.key is None:
            self._event(line)
        elif line.block is not None:
            self.scope.say(codes.NO_BLOCK_HERE.at(line.phrase.span, text=line.phrase.span.text))
        elif self._is_first(line.key.text, line.key.span):
            self._property(line.key.text, line.key.span, line)

    def _is_first(self, name: str, at: Span) -> bool:
        earlier = self.places.setdefault(name, at)
        if earlier is not at:
            self.scope.say(codes.DUPLICATE_PROPERTY.at(at, name=name, place=str(earlier)))
        return earlier is at

    def _property(self, name: str, at: Span, line: Statement) -> None:
        project = self.scope.project
        spec, table = self.scope.customer_field(name), self.scope.event(name)
        if spec is not None:
            value = self._value(spec, line.phrase.parts, line.phrase.span)
            is_known_from = spec.name == project.customers.day and isinstance(value, int)
            if value is not None and (not is_known_from or self._is_known(value, line.phrase.span)):
                self.fields[spec.name] = value
        elif table is not None:
            self._days(name, table, line)
        elif word_table().keys.get(name, name) == SUPPRESSED:
            truth = _truth(line.phrase.parts[0]) if len(line.phrase.parts) == 1 else None
            if truth is None:
                self._wrong(name, FieldType.YES_NO.value, line.phrase.span)
            self.is_suppressed = truth is True
        else:
            fields = (one.name for one in project.customers.fields)
            self.scope.unknown("field", name, at, (*fields, *project.events, SUPPRESSED))

    def _is_known(self, value: GivenValue, at: Span) -> bool:
        """Whether the customer is known on the day of the test, as real customers are from their first day on."""
        if self.on is None or int(value) < day_number(self.on):
            return True
        self.scope.say(trial_codes.GIVEN_TOO_LATE.at(at, text=at.text, day=self.on))
        return False

    def _days(self, name: str, table: TableSpec, line: Statement) -> None:
        first = line.phrase.parts[0]
        items = first.items if isinstance(first, ListNode) else line.phrase.parts
        days = [(_day(item), item.span) for item in items]
        if (isinstance(first, ListNode) and len(line.phrase.parts) > 1) or any(day is None for day, _ in days):
            self._wrong(name, "days", line.phrase.span)
            return
        for day, at in days:
            if day is not None and is_early(day, self.on, at, self.context):
                self.events.append(GivenEvent(table.name, day, (), at))

    def _event(self, line: Statement) -> None:
        found = fit(EVENT_FORMS, line.phrase.parts, line.phrase.span, self.scope, self.context.readers)
        if found is None:
            return
        table = self.scope.event(str(found.slots["event"]))
        days = found.get("days")
        if table is None or not isinstance(days, tuple):
            return
        fields = self._event_fields(table, line.block or ())
        for day in days:
            if is_early(day, self.on, found.places["days"], self.context):
                self.events.append(GivenEvent(table.name, day, fields, line.phrase.span))

    def _event_fields(self, table: TableSpec, block: Iterable[Statement]) -> GivenFields:
        found: dict[str, GivenValue] = {}
        others = tuple(spec.name for spec in table.fields if spec.name != table.day)
        for line in block:
            if line.key is None:
                self.scope.say(
                    codes.DOES_NOT_FIT.at(line.phrase.span, reason=trial_codes.NO_FIELD, forms=trial_codes.FIELD_FORM)
                )
                continue
            if line.block is not None:
                self.scope.say(codes.NO_BLOCK_HERE.at(line.phrase.span, text=line.phrase.span.text))
                continue
            spec = table.field(line.key.text) if line.key.text in others else None
            if spec is None:
                self.scope.unknown("field", line.key.text, line.key.span, others)
            elif spec.name in found:
                self.scope.say(codes.DUPLICATE_PROPERTY.at(line.key.span, name=spec.name, place=str(line.key.span)))
            elif (value := self._value(spec, line.phrase.parts, line.phrase.span)) is not None:
                found[spec.name] = value
        return tuple(found.items())

    def _value(self, spec: FieldSpec, parts: Sequence[Node], at: Span) -> GivenValue | None:
        found = _read(spec, parts[0], self.scope.project.currency) if len(parts) == 1 else None
        if isinstance(found, Diagnostic):
            self.scope.say(found)
            return None
        if found is None:
            self._wrong(spec.name, spec.type.value, at, spec.choices)
        return found

    def _wrong(self, name: str, kind: str, at: Span, choices: tuple[str, ...] = ()) -> None:
        currency = self.scope.project.currency
        amount = "5元" if currency == "CNY" else f"{SYMBOLS.get(currency, currency)}5"
        values = {"amount": amount, "choices": ", ".join(f"`{verbatim(one)}`" for one in choices)}
        form = trial_codes.VALUE_FORMS[kind]
        self.scope.say(
            trial_codes.WRONG_VALUE.at(
                at,
                field=name,
                kind=trial_codes.VALUE_KINDS[kind],
                text=at.text,
                form=Wording(*(verbatim(form.fill(locale, values)) for locale in ("en", "zh"))),
            )
        )


def _read(spec: FieldSpec, node: Node, currency: str) -> GivenValue | Diagnostic | None:
    """The value of a node for a field; None when it is of another type."""
    written = node.value.value if isinstance(node, LiteralNode) else None
    kind = node.value.kind if isinstance(node, LiteralNode) else ""
    match spec.type:
        case FieldType.TEXT if kind == "text":
            return normalize("NFC", str(written))
        case FieldType.NUMBER if kind == "number" and isinstance(written, Decimal):
            return int(written) if written == written.to_integral_value() else written
        case FieldType.MONEY if isinstance(node, LiteralNode):
            money = money_of(node.value, currency)
            return money.minor if isinstance(money, Money) else money
        case FieldType.DATE if isinstance(written, date):
            return day_number(written)
        case FieldType.YES_NO:
            return _truth(node)
        case FieldType.ONE_OF:
            word = _bare(node) if kind != "text" else normalize("NFC", str(written))
            return word if word in spec.choices else None
    return None


def _bare(node: Node) -> str | None:
    if isinstance(node, NameNode):
        return ".".join(node.path)
    return node.span.text if isinstance(node, WordNode) else None


def _truth(node: Node) -> bool | None:
    value = node.value.value if isinstance(node, LiteralNode) else None
    return value if isinstance(value, bool) else None


def _day(node: Node) -> date | None:
    value = node.value.value if isinstance(node, LiteralNode) else None
    return value if isinstance(value, date) else None
