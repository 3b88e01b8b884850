"""The names of a project: what was declared where, and what each name means in an expression."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from clmplan.base.diagnostics import Diagnostic, Edit, Wording, nearest
from clmplan.base.source import Span
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import write
from clmplan.codes.parse import TOO_MANY
from clmplan.codes.phrases import perhaps, verbatim, write_event
from clmplan.language.mend import renamed
from clmplan.language.text.spelling import needs_space, unglued
from clmplan.language.text.syntax import Statement
from clmplan.language.tokens import MOST_FINDINGS
from clmplan.model.project import FieldSpec, FieldType, Project, TableSpec

KINDS: Mapping[str, Wording] = {
    "metric": Wording("metric", "指标"),
    "lifecycle": Wording("lifecycle", "生命周期"),
    "stage": Wording("stage", "阶段"),
    "segment": Wording("segment", "人群"),
    "offer": Wording("offer", "优惠"),
    "channel": Wording("channel", "渠道"),
    "budget": Wording("budget", "预算"),
    "campaign": Wording("campaign", "活动"),
    "wave": Wording("wave", "波次"),
    "branch": Wording("branch", "分支"),
    "experiment": Wording("experiment", "实验"),
    "test": Wording("test", "测试"),
    "holdout": Wording("holdout of the whole plan", "全程留出"),
    "playbook": Wording("playbook", "剧本"),
    "policy": Wording("contact policy", "触达规则"),
    "assume": Wording("block `assume`", "`假定` 块"),
    "event": Wording("event", "事件"),
    "field": Wording("field", "字段"),
    "yes_no": Wording("yes-or-no field of the customer", "客户的是否字段"),
    "agreed": Wording("date of the customer", "客户的日期"),
    "weekday": Wording("weekday", "星期"),
    "group": Wording("stage or segment", "阶段或人群"),
    "name": Wording("field, metric or segment", "字段、指标或人群"),
    "day": Wording("named day or date of the customer", "节日或客户日期"),
    "moment": Wording("weekday, named day or event", "星期、节日或事件"),
    "value": Wording("value", "取值"),
    "region": Wording("region in the almanac", "地区的日历"),
}


NAMELESS = ""  # of a declaration whose name could not be read
STAGE_WORDS = frozenset({"stage", "阶段", "階段"})
_MOST_HINTED = 50  # findings
_LISTED = 8  # names


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration as found: its kind, its name, its statement; broken when its shape is wrong (said already)."""

    kind: str
    name: str
    title: str
    at: Span
    statement: Statement
    is_broken: bool = False


class Findings(list[Diagnostic]):
    """Findings in the order in which they came; errors beyond the most that are told are one finding, the last."""

    def __init__(self) -> None:
        super().__init__()
        self.errors = 0

    def append(self, found: Diagnostic) -> None:
        """Keep a finding, unless there are too many."""
        if found.is_error:
            self.errors += 1
        if self.errors <= MOST_FINDINGS or not found.is_error:
            super().append(found)
        elif self.errors == MOST_FINDINGS + 1:
            super().append(TOO_MANY.at(found.place, most=MOST_FINDINGS))


@dataclass(slots=True)
class Scope:
    """Everything names can refer to while a project is resolved; collects what goes wrong.

    `stages[lifecycle]` are the names of its stages; `lost` are names in statements that could not be read, which are
    never called unknown. `unplanned` are places that are understood, but that a plan cannot keep yet. `labelled` are
    the metrics whose value is a name that a function gives, with that function. `valid_days` are those of the offers.
    """

    project: Project
    declared: Mapping[str, Mapping[str, Declared]]
    stages: Mapping[str, tuple[str, ...]]
    lost: frozenset[str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unplanned: list[Span] = field(default_factory=list)
    labelled: dict[str, str] = field(default_factory=dict)
    valid_days: dict[str, int] = field(default_factory=dict)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, kind: str) -> tuple[str, ...]:
        """The declared names of a kind."""
        if kind not in self._names:
            self._names[kind] = tuple(self.declared.get(kind, {}))
        return self._names[kind]

    def say(self, diagnostic: Diagnostic) -> None:
        """Keep a finding."""
        self.diagnostics.append(diagnostic)

    @property
    def is_flooded(self) -> bool:
        """Whether so much is wrong that nobody asks for the nearest name."""
        return len(self.diagnostics) > _MOST_HINTED

    def unknown(self, kind: str, name: str, at: Span, known: Iterable[str]) -> None:
        """Say that a name means nothing, with the nearest one that does."""
        if name in self.lost:
            return
        if self.is_flooded:
            if not any(NAMELESS in names for names in self.declared.values()):
                hint = suggestion("", islice(known, _LISTED))
                self.say(codes.UNKNOWN_NAME.at(at, kind=KINDS[kind], name=name, hint=hint))
            return
        known = tuple(known)
        if NAMELESS in known:
            return
        apart = unglued(name, (*known, *self.readable_names()))
        hint = suggestion(name, known) if apart is None else needs_space(apart)
        self.say(renamed(codes.UNKNOWN_NAME.at(at, kind=KINDS[kind], name=name, hint=hint), name, known, apart))

    def is_event_alone(self, name: str, at: Span, forms: Wording) -> bool:
        """Whether a name is a kind of events where a value is wanted; says so, with the form to write around it."""
        if self.event(name) is None or self.customer_field(name) is not None or name in self.lost:
            return False
        text = forms.fill("en" if name.isascii() else "zh", {"name": name})
        hint = write_event(forms, name)
        said = codes.UNKNOWN_NAME.at(at, kind=KINDS["name"], name=name, hint=hint)
        self.say(said.mended(write(text), Edit(at, text), is_safe=False))
        return True

    def stage_condition(self, name: str) -> Wording | None:
        """How to ask for a stage that was named alone; None when there is no such stage."""
        stage = name.rpartition(".")[2]
        lifecycle = self.lifecycle_of(stage)
        if lifecycle is None or name not in {stage, f"{lifecycle}.{stage}"}:
            return None
        english, chinese = ("stage", "阶段") if len(self.stages) == 1 else (lifecycle, lifecycle)
        written = verbatim(stage)
        return Wording(f"write `{verbatim(english)} = {written}`", f"请写 `{verbatim(chinese)} = {written}`")

    def event(self, name: str) -> TableSpec | None:
        """The events of a name, which may be written in the singular."""
        events = self.project.events
        return events.get(name) or events.get(f"{name}s")

    def customer_field(self, name: str) -> FieldSpec | None:
        """A field of the customer."""
        return self.project.customers.field(name)

    def lifecycle_of(self, stage: str) -> str | None:
        """The lifecycle that has a stage of this name."""
        return next((name for name, stages in self.stages.items() if stage in stages), None)

    def readable_names(self) -> tuple[str, ...]:
        """Every bare name of conditions: fields, kinds of events, metrics, segments."""
        fields = (spec.name for spec in self.project.customers.fields)
        return (*fields, *self.project.events, *self.names("metric"), *self.names("segment"))

    def readable(self, kind: FieldType) -> tuple[str, ...]:
        """The customer fields of a type."""
        return tuple(spec.name for spec in self.project.customers.fields if spec.type is kind)


def suggestion(name: str, known: Iterable[str]) -> Wording:
    """The nearest known name, the words that were written without a space, or a short list of what there is."""
    known = tuple(one for one in dict.fromkeys(known) if one != NAMELESS)
    apart = unglued(name, known)
    if apart is not None:
        return needs_space(apart)
    near = nearest(name, known)
    if near is not None:
        return perhaps(near)
    if not known:
        return Wording("none is declared yet", "目前还没有声明过")
    listed = ", ".join(f"`{verbatim(one)}`" for one in known[:_LISTED])
    more = "" if len(known) <= _LISTED else ", …"
    return Wording(f"there are {listed}{more}", f"现有 {listed}{more}")
