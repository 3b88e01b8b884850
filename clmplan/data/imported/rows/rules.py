"""Rules about rows, such as those to leave out, as conditions over a source's columns of text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.data.imported.work import Work, text
from clmplan.data.sources.staged import Staged
from clmplan.data.typing.columns import typed
from clmplan.data.typing.typed_column import TypedColumn
from clmplan.model.project import FieldSpec, FieldType, RowRule, RowTest

MILLIONTHS = 6
_FIRST_TABLE = 10_000  # fields have the numbers below


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a row passes a rule, as SQL that is true or false, and the typed columns it looks at."""

    sql: str
    columns: tuple[TypedColumn, ...]


def cell(staged: Staged, column: str) -> str:
    """A column of a staged table as SQL."""
    return f"s.c{staged.columns.index(column)}"


def condition(work: Work, staged: Staged, rule: RowRule, number: int) -> Checked[Condition | None]:
    """Whether a row passes every test of a rule; `number` tells its small tables from those of other rules."""
    conditions: list[str] = []
    columns: list[TypedColumn] = []
    found: list[Diagnostic] = []
    for position, test in enumerate(rule.tests):
        if test.number is None:
            conditions.append(_is_among(cell(staged, test.column), test.among))
            continue
        compared = FieldSpec(rule.name, test.column, FieldType.NUMBER, nullable=True, at=rule.at)
        table = _FIRST_TABLE * number + position
        column = typed(work.connection, staged, compared, work.project.currency, work.project.zone, table)
        found.extend(column.diagnostics)
        if column.value is not None:
            columns.append(column.value)
            conditions.append(f"coalesce({column.value.value} {_bound(test, test.number)}, false)")
    if len(conditions) < len(rule.tests):
        return Checked(None, tuple(found))
    return Checked(Condition(f"({' AND '.join(conditions)})", tuple(columns)), tuple(found))


def _is_among(cell: str, patterns: tuple[str, ...]) -> str:
    """Whether a text is one of some; `*` stands for any text."""
    plain = [text(pattern) for pattern in patterns if "*" not in pattern]
    choices = [f"trim({cell}) IN ({', '.join(plain)})"] if plain else []
    for pattern in patterns:
        if "*" in pattern:
            escaped = pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%")
            choices.append(f"trim({cell}) LIKE {text(escaped)} ESCAPE '\\'")
    joined = f"({' OR '.join(choices)})"
    return joined if all(pattern.isascii() for pattern in patterns) else _composed(joined, cell)


def _composed(condition: str, cell: str) -> str:
    return condition.replace(f"trim({cell})", f"nfc_normalize(trim({cell}))")


def _bound(test: RowTest, number: Decimal) -> str:
    """A comparison with whole millionths that says the same as one with the number itself."""
    scaled = number.scaleb(MILLIONTHS)
    floor, ceiling = (int(scaled.to_integral_value(way)) for way in (ROUND_FLOOR, ROUND_CEILING))
    if test.sign == "=" and floor != ceiling:
        return "IS NULL AND false"
    return f"{test.sign} {ceiling if test.sign in ('<', '>=') else floor}"
