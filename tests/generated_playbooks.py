"""Playbooks made from a seed: every declaration, every line that a block may hold, in either language or both at once.

What a line looks like comes from the templates that read it, so that a new line is generated without a change here.
`playbook(seed)` is a text; `world_of(seed)` tells which project of the chapters (`gbp`, `cny`) it is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from generated_looks import Printer, Statement
from generated_values import WORLDS, Values

from clmplan.language.declare.blocks import blocks
from clmplan.language.phrases import _Choice, _Literal, _parse, _Slot
from clmplan.language.shapes import Line
from clmplan.language.words import word_table


def world_of(seed: int) -> str:
    """The project of the chapters that a playbook is about."""
    return WORLDS[seed % 2].project


def playbook(seed: int, language: str | None = None, *, is_tidy: bool = False) -> str:
    """A playbook in the first spellings of a language, or (None) in any of both; tidy, or badly laid out."""
    return _Maker(seed, language, is_tidy=is_tidy).text()


class _Maker(Values):
    """The declarations of one playbook."""

    tests = 0

    def text(self) -> str:
        """The playbook."""
        made = [self._declared("playbook", self._lines("playbook"))]
        made += [self._metric() for _ in range(self.chance.randint(1, 3))]
        made.append(self._lifecycle())
        made += [self._segment() for _ in range(self.chance.randint(0, 3))]
        for kind in ("offer", "offer", "channel", "channel"):
            name = self.name()
            made.append(self._declared(kind, self._lines(kind), name))
            self.known[kind].append(name)
        made.append(self._declared("policy", self._lines("policy")))
        made += [Statement(self._line(line)) for line in blocks()[""] if line.name == "holdout"]
        made.append(self._declared("budget", self._lines("budget")))
        made += [self._campaign() for _ in range(self.chance.randint(1, 3))]
        made += [self._experiment(), self._proof(), *(self._test() for _ in range(self.chance.randint(0, 2)))]
        return Printer(self).print(made)

    def _declared(self, kind: str, block: list[Statement], name: str | None = None) -> Statement:
        title = f" {self.quoted()}" if self.chance.random() < 0.5 else ""
        return Statement(f"{self.word(kind)} {name or self.name()}{title}", block)

    def _metric(self) -> Statement:
        name = self.name()
        event, amount = self.world.event, self.world.amount
        call = self.chance.choice((lambda: self.call("count", event), lambda: self.call("sum", f"{event}.{amount}")))()
        made = f"{self.word('metric')} {name}{self.maybe_title()} {self.sign('=')} {call}"
        self.metrics.append(name)
        return Statement(made)

    def _lifecycle(self) -> Statement:
        stages = [self.name() for _ in range(self.chance.randint(2, 4))]
        form = blocks()["lifecycle"][0].forms
        block = [Statement(self._form(form[self.chance.randint(0, 1)], name)) for name in stages[:-1]]
        block.append(Statement(self._form(form[self.chance.choice((0, 1, 2, 3))], stages[-1])))
        self.stages = stages
        claims = self.chance.choice(((), ("exclusive",), ("complete",), ("exclusive", "complete"), ("first match",)))
        words = "".join(f" {self.word(claim)}" for claim in claims)
        return Statement(f"{self.word('lifecycle')} {self.name()}{self.maybe_title()}{words}", block)

    def _segment(self) -> Statement:
        name, title = self.name(), self.maybe_title()
        if self.chance.random() < 0.4:
            value = (
                f"{self.word('top')} {self.chance.randint(1, 90)}% {self.word('by')} {self.chance.choice(self.metrics)}"
            )
            if self.chance.random() < 0.5:
                value += f" {self.word('where')} {self.condition(0)}"
        else:
            value = self.condition(2)
        self.segments.append(name)
        return Statement(f"{self.word('segment')} {name}{title} {self.sign('=')} {value}")

    def _campaign(self) -> Statement:
        name = self.name()
        by_name = {line.name: line for line in blocks()["campaign"]}
        block = [Statement(self._line(by_name["for"]))]
        extra = [
            one
            for one in by_name.values()
            if one.name
            not in {"for", "on", "send", "wave", "stop", "wait", "if", "else", "split", "repeat", "link", "code"}
            and (one.name != "id" or not self.known["campaign"])  # no two share one
        ]
        block += [self._statement(line) for line in extra if self.chance.random() < 0.4]
        if self.chance.random() < 0.5:
            block += [Statement(self._line(by_name["on"])), Statement(self._line(by_name["send"]))]
        else:
            for number in range(self.chance.randint(1, 2)):
                head = f"{self.word('wave')} w{number}{self.maybe_title()}"
                block.append(Statement(head, [Statement(self._line(by_name["on"])), *self._steps(2)]))
        self.known["campaign"].append(name)
        return self._declared("campaign", block, name)

    def _steps(self, depth: int) -> list[Statement]:
        by_name = {line.name: line for line in blocks()["branch"]}
        found = [Statement(self._line(by_name["send"]))]
        if depth and self.chance.random() < 0.4:
            found.append(Statement(self._line(by_name["wait"])))
            found.append(Statement(self._line(by_name["if"]), self._steps(depth - 1)))
            if self.chance.random() < 0.5:
                found.append(Statement(self.word("else"), [Statement(self.word("stop"))]))
            if self.chance.random() < 0.3:
                arms = [Statement(self._line(blocks()["split"][0]), self._steps(0)) for _ in range(2)]
                share = self.chance.randint(1, 99)
                shares = iter((share, 100 - share))
                for arm in arms:
                    arm.text = f"{next(shares)}%{arm.text.partition('%')[2]}"
                found.append(Statement(self._line(by_name["split"]), arms))
            if self.chance.random() < 0.3:
                round_ = [*self._steps(0), Statement(f"{self.word('wait')} {self.duration(7, 'd')}")]
                found.append(Statement(self._line(by_name["repeat"]), round_))
        return found

    def _experiment(self) -> Statement:
        head = (
            f"{self.word('experiment')} {self.name()} {self.word('for')} {self.chance.choice(self.known['campaign'])}"
        )
        share = self.chance.randint(1, 99)
        block = [Statement(f"{self.word('variant')} {self.name()} {part}%") for part in (share, 100 - share)]
        return Statement(head, block)

    def _proof(self) -> Statement:
        left, right = self._among(), self.condition(0)
        return Statement(
            f"{self.word('prove')} {left} {self.word(self.chance.choice(('disjoint from', 'implies')))} {right}"
        )

    def _test(self) -> Statement:
        days = f"{self.sign('[')}2026-07-01{self.sign(',')} 2026-08-01{self.sign(']')}"
        inside = [Statement(f"{self.world.event}{self.sign(':')} {days}")]
        inside.append(
            Statement(f"{self.world.yes_no[0]}{self.sign(':')} {self.word(self.chance.choice(('yes', 'no')))}")
        )
        block = [Statement(f"{self.word('given')} {self.word('customer')}", inside)]
        block.append(Statement(f"{self.word('on')} 2026-10-05"))
        by_name = {line.name: line for line in blocks()["test"]}
        forms = [form for form in by_name["expect"].forms if "{reason:" not in form]
        block += [Statement(self._form(self.chance.choice(forms))) for _ in range(self.chance.randint(1, 3))]
        self.tests += 1
        return Statement(f"{self.word('test')} {self.quoted(f' {self.tests}')}", block)

    def _lines(self, kind: str) -> list[Statement]:
        """The lines that a block must have, and some of those it may have."""
        possible = [line for line in blocks()[kind] if line.name != "excludes" or self.known["offer"]]
        found = [self._statement(line) for line in possible if line.is_required or self.chance.random() < 0.6]
        self.chance.shuffle(found)
        return found or [self._statement(possible[0])]

    def _statement(self, line: Line) -> Statement:
        block = self._lines(line.name) if line.is_block else None
        return Statement(self._line(line), block)

    def _line(self, line: Line) -> str:
        # an offer of these playbooks may never expire, and a campaign have no goal
        forms = [form for form in line.forms if " expires" not in form and "goal reached" not in form]
        text = self._form(self.chance.choice(forms))
        return f"{self.key(line.name)}{self.sign(':')} {text}" if line.is_property else text

    def _form(self, template: str, name: str | None = None) -> str:
        parsed = _parse(template)
        groups = [group for group in parsed.groups if self.chance.random() < 0.5]
        kinds = {element.name for group in groups for element in group if isinstance(element, _Slot)}
        groups = [group for group in groups if not _is_refused(group, kinds)]
        of_months = kinds & {"month_days", "places"}
        self.unit = "w" if "weekdays" in kinds else "mo" if of_months else ""
        slots: dict[str, int] = {}
        parts: list[str] = []
        starts = {id(group[0]) for group in groups}
        for element in (*parsed.fixed, *(one for group in groups for one in group)):
            match element:
                case _Literal(word) if id(element) in starts and _opens(word):
                    parts[-1] += self.sign(",")  # or it would open a statement of its own
                    parts.append(self.word(word))
                case _Literal(word):
                    parts.append(self.word(word))
                case _Choice("zone", words):
                    parts.append(self.word(words[1]))  # no field of these projects says in which zone a customer lives
                case _Choice("period", words) if self.unit:
                    parts.append(self.word(words[1 if self.unit == "w" else 2]))
                case _Choice(_, words):
                    parts.append(self.word(self.chance.choice(words)))
                case _Slot(_, "name") if name is not None:
                    parts.append(name)
                case _Slot("link", "text"):
                    parts.append('"https://shop.example/autumn"')
                case _Slot("end", "date"):
                    parts.append(f"2026-12-{self.chance.randint(10, 28)}")
                case _Slot(_, "condition") if "to segment" in template:
                    parts.append(
                        self.segments[0]
                        if self.segments
                        else self.world.yes_no[0] + f" {self.word('is')} {self.word('yes')}"
                    )
                case _Slot(_, "anchor") if "anniversary of" in template:
                    parts.append(f"{self.word(self.chance.choice(('first', 'last')))} {self.world.event}")
                case _Slot(_, kind):
                    slots[kind] = slots.get(kind, 0) + 1
                    parts.append(self.slot(kind, slots[kind]))
        return " ".join(parts)


def _is_refused(group: Sequence[object], kinds: set[str]) -> bool:
    """Whether an optional part does not go with the others: a clock without a time, or a month with weekdays."""
    named = {one.name for one in group if isinstance(one, _Slot | _Choice)}
    if "weekdays" in kinds and named & {"month_days", "places"}:
        return True
    return "zone" in named and "time" not in kinds


def _opens(name: str) -> bool:
    """Whether a word opens a statement wherever it stands."""
    return "statements" in word_table().words[word_table().spelled(name, "en")].roles
