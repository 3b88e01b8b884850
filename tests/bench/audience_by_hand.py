"""The same 86 rules as somebody writes them by hand for DuckDB: one query for each, and all of them in one.

Nothing here comes from the compiler: aggregates, conditions and ranks are texts of their own.
"""

from __future__ import annotations

import re

from tests.bench import audience_rules

ALIASES = {"orders": "o", "visits": "v", "opens": "e", "clicks": "l", "calls": "t"}
# name -> (events, aggregate, days of the window or None, further condition)
FACTS: dict[str, tuple[str, str, int | None, str]] = {
    "orders_ever": ("orders", "count(*)", None, ""),
    "orders_30d": ("orders", "count(*)", 30, ""),
    "orders_90d": ("orders", "count(*)", 90, ""),
    "orders_180d": ("orders", "count(*)", 180, ""),
    "orders_365d": ("orders", "count(*)", 365, ""),
    "spend_ever": ("orders", "sum(amount)", None, ""),
    "spend_90d": ("orders", "sum(amount)", 90, ""),
    "spend_365d": ("orders", "sum(amount)", 365, ""),
    "basket": ("orders", "avg(amount)", 365, ""),
    "largest": ("orders", "max(amount)", 365, ""),
    "categories": ("orders", "count(DISTINCT category)", 365, ""),
    "shoes_180d": ("orders", "count(*)", 180, "category = 'shoes'"),
    "returns": ("orders", "count(*)", None, "returned"),
    "items_ever": ("orders", "sum(items)", None, ""),
    "items_90d": ("orders", "sum(items)", 90, ""),
    "last_order": ("orders", "max(day)", None, ""),
    "visits_7d": ("visits", "count(*)", 7, ""),
    "visits_30d": ("visits", "count(*)", 30, ""),
    "visits_90d": ("visits", "count(*)", 90, ""),
    "visits_365d": ("visits", "count(*)", 365, ""),
    "pages_90d": ("visits", "count(DISTINCT page)", 90, ""),
    "baskets_30d": ("visits", "count(*)", 30, "page = 'basket'"),
    "last_visit": ("visits", "max(day)", None, ""),
    "opens_30d": ("opens", "count(*)", 30, ""),
    "opens_90d": ("opens", "count(*)", 90, ""),
    "opens_365d": ("opens", "count(*)", 365, ""),
    "last_open": ("opens", "max(day)", None, ""),
    "clicks_30d": ("clicks", "count(*)", 30, ""),
    "clicks_90d": ("clicks", "count(*)", 90, ""),
    "last_click": ("clicks", "max(day)", None, ""),
    "calls_90d": ("calls", "count(*)", 90, ""),
    "complaints_180d": ("calls", "count(*)", 180, "topic = 'complaint'"),
    "minutes_365d": ("calls", "sum(minutes)", 365, ""),
}
# name -> (value, population, share above which a customer is selected); a bottom share ranks the negative value.
RANKS = {
    "top_spend_5": ("spend_365d", "orders_365d >= 1", "0.95"),
    "top_spend_20": ("spend_365d", "orders_365d >= 1", "0.80"),
    "top_spend_40": ("spend_365d", "orders_365d >= 1", "0.60"),
    "top_spend_60": ("spend_365d", "orders_365d >= 1", "0.40"),
    "top_spend_80": ("spend_365d", "orders_365d >= 1", "0.20"),
    "top_orders_20": ("orders_365d", "orders_365d >= 1", "0.80"),
    "top_orders_40": ("orders_365d", "orders_365d >= 1", "0.60"),
    "top_orders_60": ("orders_365d", "orders_365d >= 1", "0.40"),
    "top_recent_20": ("last_order", "last_order IS NOT NULL", "0.80"),
    "top_recent_40": ("last_order", "last_order IS NOT NULL", "0.60"),
    "top_recent_60": ("last_order", "last_order IS NOT NULL", "0.40"),
    "top_visits_10": ("visits_90d", "visits_90d >= 1", "0.90"),
    "top_active_spend": ("spend_90d", "stage = 'active'", "0.80"),
    "low_basket": ("-largest", "stage IN ('active', 'dormant') AND largest IS NOT NULL", "0.75"),
}
_SINCE = re.compile(r"days since last (order|visit|open|click)")
_MONEY = re.compile(r"¥([\d,]+)")
_WORD = re.compile(r"[a-z_]\w*")


def conditions() -> dict[str, str]:
    """The condition of every rule but the stages and ranks, over facts, fields, `stage` and other rules."""
    written = dict(audience_rules.SEGMENTS)
    written |= {f"c{number:02}": text for number, text in enumerate(audience_rules.AUDIENCES)}
    return {name: by_hand(text) for name, text in written.items()}


def by_hand(text: str) -> str:
    """What the playbook says, in SQL."""
    text = text.replace("avg(orders.amount within last 365d)", "basket")
    text = _SINCE.sub(r"({day} - last_\1)", text.replace("days since joined", "({day} - joined)"))
    text = _MONEY.sub(lambda found: str(int(found[1].replace(",", "")) * 100), text)
    text = text.replace("is missing", "IS NULL").replace('"', "'").replace("[", "(").replace("]", ")")
    text = re.sub(r"(stage|tier) (=|!=|is) (\w+)", lambda m: f"{m[1]} {m[2].replace('is', '=')} '{m[3]}'", text)
    text = re.sub(r"stage in \(([^)]*)\)", lambda m: f"stage IN ({', '.join(repr(w) for w in m[1].split(', '))})", text)
    text = text.replace("is yes", "= TRUE")
    for name in ("age", "points", "items_ever", "items_90d", "minutes_365d"):
        text = re.sub(rf"\b{name} ([<>=]+) ([\d_.]+)", lambda m: f"{name} {m[1]} {_millionths(m[2])}", text)  # noqa: B023
    return text


def _millionths(number: str) -> int:
    return round(float(number.replace("_", "")) * 1_000_000)


def stage() -> str:
    """The stage as one CASE."""
    whens = " ".join(f"WHEN {by_hand(text)} THEN '{name}'" for name, text in audience_rules.STAGES.items())
    return f"CASE {whens} END"


def together(day: int) -> str:
    """All rules in one query: facts once, cut points once, rules over rules on a level of their own."""
    steps = [f"{alias} AS ({_facts(kind, tuple(FACTS), day)})" for kind, alias in ALIASES.items()]
    columns = ", ".join(f"{_zeroed(name)} AS {name}" for name in FACTS)
    joins = " ".join(f"LEFT JOIN {alias} USING (c)" for alias in ALIASES.values())
    steps.append(f"g AS (SELECT k.*, {columns} FROM customers k {joins})")
    steps.append(f"s AS MATERIALIZED (SELECT *, {stage()} AS stage FROM g)")
    cuts = ", ".join(
        f"quantile_disc({by}, {share}) FILTER (WHERE {among}) AS {name}_cut"
        for name, (by, among, share) in RANKS.items()
    )
    steps.append(f"cuts AS (SELECT {cuts} FROM s)")
    ranks = ", ".join(f"({among}) AND {by} > {name}_cut AS {name}" for name, (by, among, _) in RANKS.items())
    steps.append(f"r AS (SELECT s.*, {ranks} FROM s CROSS JOIN cuts)")
    found, level = conditions(), 0
    simple = {name: text for name, text in found.items() if not set(_WORD.findall(text)) & (set(found) - {name})}
    for group in (simple, {name: text for name, text in found.items() if name not in simple}):
        source = "r" if level == 0 else f"l{level}"
        level += 1
        names = ", ".join(f"({text}) AS {name}" for name, text in group.items())
        steps.append(f"l{level} AS (SELECT *, {names} FROM {source})")
    stages = [f"coalesce(stage = '{name}', FALSE) AS {name}" for name in audience_rules.STAGES]
    told = [*stages, *(f"coalesce({name}, FALSE) AS {name}" for name in (*RANKS, *found))]
    return f"WITH {', '.join(steps)} SELECT c, {', '.join(told)} FROM l{level}".format(day=day)


def one_by_one(day: int) -> dict[str, str]:
    """A query for each rule, which gives the customers it holds for."""
    rules = {name: f"stage = '{name}'" for name in audience_rules.STAGES}
    rules |= {name: name for name in RANKS} | conditions()
    return {name: _alone(text, day).format(day=day) for name, text in rules.items()}


def _alone(condition: str, day: int) -> str:
    """A query for one condition with what it needs and nothing else."""
    found = conditions()
    while set(_WORD.findall(condition)) & set(found):
        condition = _WORD.sub(lambda word: f"({found[word[0]]})" if word[0] in found else word[0], condition)
    ranks = [name for name in RANKS if re.search(rf"\b{name}\b", condition)]
    needed = " ".join([condition, *(" ".join(RANKS[name][:2]) for name in ranks)])
    has_stage = re.search(r"\bstage\b", needed) is not None
    facts = tuple(name for name in FACTS if re.search(rf"\b{name}\b", needed + (stage() if has_stage else "")))
    kinds = [kind for kind in ALIASES if any(FACTS[name][0] == kind for name in facts)]
    columns = ["k.*", *(f"{_zeroed(name)} AS {name}" for name in facts)]
    joins = "".join(f" LEFT JOIN ({_facts(kind, facts, day)}) {ALIASES[kind]} USING (c)" for kind in kinds)
    query = f"SELECT {', '.join(columns)} FROM customers k{joins}"
    if has_stage:
        query = f"SELECT *, {stage()} AS stage FROM ({query})"
    if ranks:
        windows = ", ".join(
            f"rank() OVER (PARTITION BY {among} ORDER BY {by}) - 1 >= {share} * count(*) OVER (PARTITION BY {among})"
            f" AND ({among}) AS {name}"
            for name, (by, among, share) in RANKS.items()
            if name in ranks
        )
        query = f"SELECT *, {windows} FROM ({query})"
    return f"SELECT c FROM ({query}) WHERE {condition}"


def _facts(kind: str, names: tuple[str, ...], day: int) -> str:
    columns = []
    for name in names:
        events, aggregate, window, condition = FACTS[name]
        tests = [f"day >= {day - window}"] if window is not None else []
        tests += [condition] if condition else []
        if events == kind:
            only = f" FILTER (WHERE {' AND '.join(tests)})" if tests else ""
            columns.append(f"{aggregate}{only} AS {name}")
    return f"SELECT c, {', '.join(columns)} FROM events_{kind} WHERE day < {day} GROUP BY c"


def _zeroed(name: str) -> str:
    aggregate = FACTS[name][1]
    return f"coalesce({name}, 0)" if aggregate.startswith(("count", "sum")) else name
