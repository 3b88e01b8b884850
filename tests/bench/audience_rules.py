"""86 rules as a marketer writes them: 6 stages, 50 segments and 30 audiences over 31 facts, in a real playbook."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project

PROJECT = """
name: audience
zone: Asia/Shanghai
currency: CNY
locale: en
regions: [cn]
as_of: 2026-01-01
playbooks: [audience.clm]
data:
  customers:
    file: customers.csv
    key: customer
    fields:
      age: number?
      points: number?
      wallet: money?
      joined: date?
      city: one_of[beijing, shanghai, shenzhen, chengdu, wuhan, harbin]?
      tier: one_of[gold, silver, bronze]?
      email_ok: yes_no?
      sms_ok: yes_no?
  events:
    orders:
      file: orders.csv
      customer: customer
      on: date
      fields:
        date: date
        amount: money
        items: number
        category: one_of[shoes, coats, bags, books, toys, food, tea, care]
        returned: yes_no
    visits:
      file: visits.csv
      customer: customer
      on: date
      fields: {date: date, page: one_of[home, list, item, basket, help]}
    opens:
      file: opens.csv
      customer: customer
      on: date
      fields: {date: date}
    clicks:
      file: clicks.csv
      customer: customer
      on: date
      fields: {date: date}
    calls:
      file: calls.csv
      customer: customer
      on: date
      fields: {date: date, topic: one_of[question, order, complaint], minutes: number}
"""
METRICS = {
    "orders_ever": "count(orders)",
    "orders_30d": "count(orders within last 30d)",
    "orders_90d": "count(orders within last 90d)",
    "orders_180d": "count(orders within last 180d)",
    "orders_365d": "count(orders within last 365d)",
    "spend_ever": "sum(orders.amount)",
    "spend_90d": "sum(orders.amount within last 90d)",
    "spend_365d": "sum(orders.amount within last 365d)",
    "largest": "max(orders.amount within last 365d)",
    "categories": "distinct(orders.category within last 365d)",
    "shoes_180d": 'count(orders where category = "shoes" within last 180d)',
    "returns": "count(orders where returned is yes)",
    "items_ever": "sum(orders.items)",
    "items_90d": "sum(orders.items within last 90d)",
    "visits_7d": "count(visits within last 7d)",
    "visits_30d": "count(visits within last 30d)",
    "visits_90d": "count(visits within last 90d)",
    "visits_365d": "count(visits within last 365d)",
    "pages_90d": "distinct(visits.page within last 90d)",
    "baskets_30d": 'count(visits where page = "basket" within last 30d)',
    "opens_30d": "count(opens within last 30d)",
    "opens_90d": "count(opens within last 90d)",
    "opens_365d": "count(opens within last 365d)",
    "clicks_30d": "count(clicks within last 30d)",
    "clicks_90d": "count(clicks within last 90d)",
    "calls_90d": "count(calls within last 90d)",
    "complaints_180d": 'count(calls where topic = "complaint" within last 180d)',
    "minutes_365d": "sum(calls.minutes within last 365d)",
}
STAGES = {
    "prospect": "orders_ever = 0 and visits_90d < 3",
    "warm": "orders_ever = 0 and visits_90d >= 3",
    "new": "orders_ever = 1 and days since last order <= 60",
    "active": "orders_ever >= 2 and days since last order <= 60",
    "dormant": "days since last order between 61 and 180",
    "lost": "days since last order > 180",
}
RANKED = {
    "top_spend_5": "top 5% by spend_365d where orders_365d >= 1",
    "top_spend_20": "top 20% by spend_365d where orders_365d >= 1",
    "top_spend_40": "top 40% by spend_365d where orders_365d >= 1",
    "top_spend_60": "top 60% by spend_365d where orders_365d >= 1",
    "top_spend_80": "top 80% by spend_365d where orders_365d >= 1",
    "top_orders_20": "top 20% by orders_365d where orders_365d >= 1",
    "top_orders_40": "top 40% by orders_365d where orders_365d >= 1",
    "top_orders_60": "top 60% by orders_365d where orders_365d >= 1",
    "top_recent_20": "bottom 20% by days since last order",
    "top_recent_40": "bottom 40% by days since last order",
    "top_recent_60": "bottom 60% by days since last order",
    "top_visits_10": "top 10% by visits_90d where visits_90d >= 1",
    "top_active_spend": "top 20% by spend_90d where stage = active",
    "low_basket": "bottom 25% by largest where stage in [active, dormant]",
}
SEGMENTS = {
    "email_reach": "email_ok is yes",
    "sms_reach": "sms_ok is yes",
    "unreachable": "not (email_ok is yes or sms_ok is yes)",
    "no_consent_known": "email_ok is missing and sms_ok is missing",
    "young": "age < 30",
    "senior": "age >= 60",
    "age_unknown": "age is missing",
    "big_city": 'city in ["beijing", "shanghai", "shenzhen"]',
    "inland": 'city not in ["beijing", "shanghai", "shenzhen"]',
    "gold_tier": "tier is gold",
    "not_bronze": "tier != bronze",
    "rich_wallet": "wallet >= ¥500",
    "points_due": "points >= 2_500 and points < 5_000",
    "long_with_us": "days since joined >= 365",
    "just_joined": "days since joined <= 14",
    "one_time": "orders_ever = 1",
    "repeat": "orders_ever >= 2",
    "often": "orders_90d >= 3",
    "daily": "visits_7d >= 5",
    "silent": "visits_90d = 0 and opens_90d = 0",
    "fading": "orders_180d >= 2 and orders_30d = 0",
    "big_spender": "spend_90d >= ¥2,000",
    "large_basket": "avg(orders.amount within last 365d) >= ¥300",
    "small_basket": "avg(orders.amount within last 365d) < ¥80",
    "wide": "categories >= 4",
    "narrow": "categories = 1 and orders_365d >= 3",
    "shoe_lover": "shoes_180d >= 2",
    "returner": "returns >= 2 and returns * 3 >= orders_ever",
    "collector": "items_ever >= 40 and items_90d >= 4",
    "basket_left": "baskets_30d >= 1 and orders_30d = 0",
    "browser": "pages_90d >= 4 and visits_365d >= 8",
    "reader": "opens_30d >= 3 and opens_365d >= 10",
    "clicker": "clicks_30d >= 1 and clicks_90d >= 3",
    "caller": "calls_90d >= 2 or minutes_365d > 45.5",
    "complained": "complaints_180d >= 1",
    "valuable_at_risk": "top_spend_20 and days since last order between 45 and 120",
}
AUDIENCES = (
    "stage = new and email_reach",
    "stage = active and email_reach and not complained",
    "stage = dormant and sms_reach",
    "stage in [dormant, lost] and top_spend_40",
    "stage = warm and basket_left",
    "valuable_at_risk and email_reach",
    "gold_tier and often",
    "just_joined and not often",
    "one_time and days since last order between 20 and 40",
    "repeat and shoe_lover",
    "wide and large_basket",
    "narrow and not returner",
    "young and big_city and browser",
    "senior and inland",
    "points_due and email_reach",
    "rich_wallet and stage != lost",
    "top_spend_5 and not top_visits_10",
    "top_orders_20 and top_recent_20",
    "top_recent_40 and top_spend_60 and top_orders_40",
    "top_orders_60 and not top_recent_60",
    "fading and email_reach",
    "silent and stage = dormant and sms_reach",
    "reader and not clicker",
    "clicker and baskets_30d >= 1",
    "collector and avg(orders.amount within last 365d) > ¥120",
    "daily and opens_30d = 0",
    "caller and complained",
    "big_spender and top_active_spend",
    "low_basket and small_basket and days since last visit <= 30",
    "(long_with_us or points >= 8_000) and days since last click > 60 and days since last open <= 90",
)


def text() -> str:
    """The playbook."""
    lines = ['playbook audience "Audience" {', "  horizon: 2026-01-01 .. 2026-12-31", "}"]
    lines += [f"metric {name} = {value}" for name, value in METRICS.items()]
    lines += ["lifecycle main {", *(f"  stage {name} when {when}" for name, when in STAGES.items()), "}"]
    lines += [f"segment {name} = {condition}" for name, condition in (RANKED | SEGMENTS).items()]
    lines += ['channel email "E-mail" {', "  kind: owned", "  cost: ¥0.02 per contact", "  consent: email_ok", "}"]
    for number, audience in enumerate(AUDIENCES):
        lines += [f"campaign c{number:02} {{", f"  for {audience}", "  on 2026-03-03", '  send email "News"', "}"]
    return "\n".join(lines) + "\n"


def project() -> Project:
    """The project of the playbook."""
    read = read_project(Source("clmplan.yaml", PROJECT))
    if read.value is None:
        raise SystemExit(f"the project has mistakes: {read.diagnostics[0].message('en')}")
    return read.value


def playbook() -> Playbook:
    """The playbook, read by the real reader."""
    parsed = parse(Source("audience.clm", text()))
    resolved = resolve((parsed.value,), project())
    mistakes = [one for one in (*parsed.diagnostics, *resolved.diagnostics) if one.is_error]
    if resolved.value is None or mistakes:
        raise SystemExit(f"the playbook has mistakes: {mistakes[0].message('en')}: {mistakes[0].place}")
    return resolved.value


def audiences(of: Playbook) -> Mapping[str, Expression]:
    """The condition of each campaign."""
    return {campaign.name: campaign.audience for campaign in of.campaigns}
