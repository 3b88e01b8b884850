"""`test "…" { given … on … expect … }`: what a playbook must do, shown on a customer or a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.money import SYMBOLS, Rate
from clmplan.base.source import Span
from clmplan.codes import resolve as codes
from clmplan.codes import trial as trial_codes
from clmplan.codes.phrases import TOO_MUCH
from clmplan.language.collect import is_kind
from clmplan.language.declare.context import Context, as_
from clmplan.language.declare.given import is_early, read_customer
from clmplan.language.expressions.constants import rate_of
from clmplan.language.phrases import Match, Read, Reader
from clmplan.language.scope import KINDS, Declared, suggestion
from clmplan.language.shapes import Line, Shape, fill, fit
from clmplan.language.text.syntax import BinaryNode, CallNode, LiteralNode, NameNode, Node, Statement, WordNode
from clmplan.language.words import word_table
from clmplan.model.expression import Expression, Operator
from clmplan.model.playbook_test import (
    Expectation,
    ExpectCondition,
    ExpectContact,
    ExpectOffer,
    ExpectRefused,
    ExpectSpend,
    GivenContact,
    GivenCustomer,
    GivenHoldout,
    GivenOthers,
    PlaybookTest,
    Sends,
)
from clmplan.model.step import Step

HEAD_FORMS = ("test {title:text}",)
GIVEN_BLOCKS = ("given customer", "given {count:count} others")
GIVEN_LINES = (
    "given contact {channel:channel} on {days:dates}",
    "given holdout programme",
    "given holdout {campaign:campaign}",
)
EXPECT_FORMS = (
    "expect contact [on {day:date}]",
    "expect contact {sends:campaign} [on {day:date}]",
    "expect no contact [on {day:date}]",
    "expect no contact {sends:campaign} [on {day:date}]",
    "expect refused {sends:campaign} [on {day:date}] [done by {reason:word}]",
    "expect offer {offer:offer} [on {day:date}]",
    "expect no offer {offer:offer} [on {day:date}]",
    "expect no offer [on {day:date}]",
    "expect {condition:condition} [on {day:date}]",
)
SHAPE = Shape(
    "test",
    (
        Line("given", (*GIVEN_BLOCKS, *GIVEN_LINES), is_property=False, is_many=True),
        Line("on", ("on {day:date}",), is_property=False, is_required=True),
        Line("expect", EXPECT_FORMS, is_property=False, is_many=True),
    ),
)
SPEND = "spend"
_MOST_OTHERS = 500
_MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def read_tests(statements: Sequence[Statement], context: Context) -> tuple[PlaybookTest, ...]:
    """The tests of a project in written order."""
    found: dict[str, PlaybookTest] = {}
    for statement in statements:
        test = _Reading(statement, context).test()
        if test is None:
            continue
        earlier = found.setdefault(test.name, test)
        if earlier is not test:
            context.scope.say(codes.DUPLICATE_NAME.at(test.at, name=test.name, place=str(earlier.at)))
    return tuple(found.values())


class _Reading:
    """One test, read line by line."""

    def __init__(self, statement: Statement, context: Context) -> None:
        self.statement = statement
        self.context = context
        self.scope = context.scope
        own = {
            "campaign": lambda parts: _sends(parts[0], context),
            "condition": lambda parts: _spend(parts[0], context) or context.readers["condition"](parts),
            "word": lambda parts: _reason(parts[0]),
        }
        self.readers: Mapping[str, Reader] = {**context.readers, **own}
        self.customer: GivenCustomer | None = None
        self.others: list[GivenOthers] = []
        self.contacts: list[GivenContact] = []
        self.holdouts: list[GivenHoldout] = []

    def test(self) -> PlaybookTest | None:
        """The test; None when its head, its day or all of its expectations cannot be read."""
        at = self.statement.phrase.span
        head = fit(HEAD_FORMS, self.statement.phrase.parts, at, self.scope, self.readers)
        if head is None:
            return None
        name = str(head.slots["title"])
        lines = self.statement.block or ()
        rest = tuple(line for line in lines if not is_kind(line, "given"))
        filled = fill(SHAPE, replace(self.statement, block=rest), name, self.scope, self.readers)
        on = as_(date, filled.value("on", "day"))
        for line in lines:
            if is_kind(line, "given"):
                self._given(line, on)
        if "expect" not in filled.matches and not filled.has_unknown and not self.scope.lost:
            self.scope.say(trial_codes.EXPECTS_NOTHING.at(at, name=name))
        expected = [self._expected(match, on) for match in filled.all("expect")]
        known = tuple(one for one in expected if one is not None)
        if on is None or not expected or not self._is_planned(on, known, filled.matches["on"][0].places["day"]):
            return None
        customer = self.customer or GivenCustomer()
        others, contacts, holdouts = tuple(self.others), tuple(self.contacts), tuple(self.holdouts)
        return PlaybookTest(name, on, customer, others, contacts, holdouts, known, at)

    def _given(self, line: Statement, on: date | None) -> None:
        if line.block is None:
            self._given_line(line, on)
            return
        found = fit(GIVEN_BLOCKS, line.phrase.parts, line.phrase.span, self.scope, self.readers)
        if found is None:
            return
        customer = read_customer(line.block, on, line.phrase.span, self.context)
        count = as_(int, found.get("count"))
        if count is None:
            if self.customer is not None:
                place = str(self.customer.at)
                self.scope.say(codes.DUPLICATE_PROPERTY.at(line.phrase.span, name=line.phrase.span.text, place=place))
            self.customer = self.customer or customer
        elif sum(one.count for one in self.others) + count > _MOST_OTHERS:
            at = found.places["count"]
            self.scope.say(codes.OUT_OF_RANGE.at(at, text=at.text, limit=trial_codes.TOO_MANY_OTHERS))
        else:
            self.others.append(GivenOthers(count, customer, line.phrase.span))

    def _given_line(self, line: Statement, on: date | None) -> None:
        forms = (*GIVEN_LINES, *GIVEN_BLOCKS)
        found = fit(forms, line.phrase.parts, line.phrase.span, self.scope, self.readers)
        if found is None:
            return
        if found.form == 0:
            channel, days = str(found.slots["channel"]), as_(tuple, found.get("days")) or ()
            early = [day for day in days if is_early(day, on, found.places["days"], self.context)]
            self.contacts += [GivenContact(channel, day, line.phrase.span) for day in early]
        elif found.form in {1, 2}:
            self._holdout(found)
        else:
            forms_shown = Wording("`given customer {{ … }}`", "`假设 客户 {{ … }}`")
            reason = Wording("a block between `{{` and `}}` is missing", "缺少 `{{` 与 `}}` 之间的块")
            self.scope.say(codes.DOES_NOT_FIT.at(line.phrase.span, reason=reason, forms=forms_shown))

    def _holdout(self, found: Match) -> None:
        sends = as_(Sends, found.get("campaign"))
        campaign = sends.campaign if sends is not None else None
        declared = self.scope.declared["campaign"].get(campaign or "")
        if declared is not None and not any(is_kind(line, "holdout") for line in declared.statement.block or ()):
            self.scope.say(trial_codes.NO_HOLDOUT_GIVEN.at(found.places["campaign"], campaign=campaign))
            return
        self.holdouts.append(GivenHoldout(campaign, found.span))

    def _expected(self, match: Match, on: date | None) -> Expectation | None:
        day = as_(date, match.get("day"))
        condition = as_(Expression, match.get("condition"))
        if day is not None and not self._is_inside(day, on, match.places["day"], is_open=condition is not None):
            return None
        sends = as_(Sends, match.get("sends")) or Sends()
        sends = replace(sends, day=day)
        match match.form:
            case 0 | 1:
                return ExpectContact(sends, True, match.span)
            case 2 | 3:
                return ExpectContact(sends, False, match.span)
            case 4:
                return ExpectRefused(sends, as_(str, match.get("reason")), match.span)
            case 5 | 6 | 7:
                return ExpectOffer(as_(str, match.get("offer")), match.form == 5, day, match.span)
        spend = as_(ExpectSpend, match.get("condition"))
        if spend is not None:
            if day is not None:
                forms = Wording(f"`expect {SPEND} <= AMOUNT`", "`期望 花费 不超过 金额`")
                self.scope.say(codes.DOES_NOT_FIT.at(match.places["day"], reason=TOO_MUCH, forms=forms))
            return replace(spend, at=match.span)
        return None if condition is None else ExpectCondition(condition, day, match.span)

    def _is_planned(self, on: date, expected: Sequence[Expectation], at: Span) -> bool:
        """Whether there is a plan to expect something of: what is expected of conditions alone needs none."""
        horizon = self.context.horizon
        plans = any(not isinstance(one, ExpectCondition) for one in expected)
        if not plans or len(horizon) == 0 or on < horizon.end:
            return True
        self.scope.say(trial_codes.DAY_OUTSIDE.at(at, day=on, first=horizon.start, last=horizon.last))
        return False

    def _is_inside(self, day: date, on: date | None, at: Span, *, is_open: bool) -> bool:
        """Whether a day can be looked at: not before the day of the test, nor (for sends) after the plan."""
        horizon = self.context.horizon
        if on is None or len(horizon) == 0 or (on <= day and (is_open or day < horizon.end)):
            return True
        self.scope.say(trial_codes.DAY_OUTSIDE.at(at, day=day, first=on, last=horizon.last))
        return False


def _sends(node: Node, context: Context) -> Read:
    """A campaign, or one of its waves: `wake`, `wake.early`."""
    if not isinstance(node, NameNode):
        return context.readers["campaign"]((node,))
    first = NameNode(node.span, node.path[:1])
    found = context.readers["campaign"]((first,))
    if not isinstance(found, tuple):
        return found
    campaign = str(found[0])
    if len(node.path) == 1:
        return Sends(campaign), 1
    waves = _waves(context.scope.declared["campaign"].get(campaign))
    wave = ".".join(node.path[1:])
    if wave not in waves and wave not in context.scope.lost:
        return codes.UNKNOWN_NAME.at(node.span, kind=KINDS["wave"], name=wave, hint=suggestion(wave, waves))
    return Sends(campaign, wave), 1


def _waves(declared: Declared | None) -> tuple[str, ...]:
    """The names of a campaign's waves; `main` where it sends by itself."""
    lines = declared.statement.block or () if declared is not None else ()
    named = [part.path[0] for line in lines if is_kind(line, "wave") for part in line.phrase.parts[1:2]
             if isinstance(part, NameNode)]  # fmt: skip
    return (*(("main",) if any(is_kind(line, "send") for line in lines) else ()), *named)


def _reason(node: Node) -> Read:
    """The step that refuses, by its word: `policy`, `consent`, …"""
    if not isinstance(node, NameNode | WordNode):
        return Wording("a reason is expected here", "这里应是原因")
    table, steps = word_table(), [step.value for step in Step]
    text = node.path[0] if isinstance(node, NameNode) else node.span.text
    names = {table.keys.get(text, text)} | (table.words[text].names if text in table.words else frozenset())
    found = next((step for step in steps if step in names), None)
    if found is not None:
        return found, 1
    locale = "en" if text.isascii() else "zh"
    hint = suggestion(text, [table.spelled(step, locale) for step in steps])
    return codes.UNKNOWN_NAME.at(node.span, kind=trial_codes.REASON, name=text, hint=hint)


def _spend(node: Node, context: Context) -> Read | None:
    """`spend <= £5`, `spend(wake) = £0`, either way round; None when this is another condition."""
    if not isinstance(node, BinaryNode) or node.operator not in _MIRRORED or context.inference.knows(SPEND):
        return None
    left, right, operator = node.left, node.right, node.operator
    if not _is_spend(left):
        left, right, operator = right, left, _MIRRORED[operator]
    if not _is_spend(left):
        return None
    sends: Read = (Sends(), 1)
    if isinstance(left, CallNode):
        sends = _sends(left.phrase.parts[0], context) if len(left.phrase.parts) == 1 else TOO_MUCH
    if not isinstance(sends, tuple):
        return sends
    currency = context.scope.project.currency
    amount = rate_of(right.value, currency) if isinstance(right, LiteralNode) else None
    if isinstance(amount, Diagnostic):
        return amount
    if not isinstance(amount, Rate):
        shown = "5元" if currency == "CNY" else f"{SYMBOLS.get(currency, currency)}5"
        return trial_codes.SPEND_NEEDS_AMOUNT.at(right.span, text=right.span.text, amount=shown)
    return ExpectSpend(cast(Operator, operator), amount.amount, cast(Sends, sends[0])), 1


def _is_spend(node: Node) -> bool:
    name = node.name if isinstance(node, CallNode) else node
    return isinstance(name, NameNode) and word_table().keys.get(name.span.text, name.span.text) == SPEND
