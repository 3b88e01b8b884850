"""The two quick starts are about the same twenty people and show every stage."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime

import pytest
import yaml

from clmplan.base.assets import folder

FOLDER = folder("playbooks") / "quickstart"
AS_OF = date(2026, 11, 2)
EXPECTED = {"new": 3, "active": 8, "dormant": 6, "lost": 3}


def rows(locale: str, name: str) -> list[list[str]]:
    with (FOLDER / locale / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def people(locale: str) -> list[tuple[str, str, str, bool, bool]]:
    """Customers with the words of both languages made equal."""
    found = []
    for key, created, birthday, email, sms in rows(locale, "customers.csv")[1:]:
        born = str(datetime.strptime(birthday, "%Y年%m月%d日").date()) if locale == "zh" and birthday else birthday
        found.append((key[1:], created, born, email in ("yes", "是"), sms in ("yes", "是")))
    return found


def test_both_languages_are_about_the_same_people_and_days() -> None:
    assert people("en") == people("zh")
    english, chinese = rows("en", "orders.csv")[1:], rows("zh", "orders.csv")[1:]
    assert [(key[1:], day) for key, day, _ in english] == [(key[1:], day) for key, day, _ in chinese]
    channels = {"email": "邮件", "sms": "短信"}
    english, chinese = rows("en", "contacts.csv")[1:], rows("zh", "contacts.csv")[1:]
    assert [(key[1:], day, channels[one]) for key, day, one in english] == [(k[1:], d, c) for k, d, c in chinese]


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_twenty_customers_fill_every_stage(locale: str) -> None:
    days: dict[str, list[date]] = defaultdict(list)
    for key, day, _ in rows(locale, "orders.csv")[1:]:
        days[key].append(date.fromisoformat(day))
    sizes = dict.fromkeys(EXPECTED, 0)
    for each in days.values():
        silence = (AS_OF - max(each)).days
        recent = "new" if len(each) == 1 else "active"
        sizes[recent if silence <= 60 else "dormant" if silence <= 180 else "lost"] += 1
    assert sizes == EXPECTED
    assert {key for key, *_ in rows(locale, "customers.csv")[1:]} == set(days)
    assert sum(len(each) == 1 for each in days.values()) == 6


def test_nobody_orders_or_is_contacted_before_being_known_or_after_the_day_of_the_plan() -> None:
    known = {key: created for key, created, *_ in people("en")}
    for name in ("orders.csv", "contacts.csv"):
        assert all(known[key[1:]] <= day < str(AS_OF) for key, day, _ in rows("en", name)[1:])


def test_the_contact_history_respects_consent() -> None:
    allowed = {key: {"email": email, "sms": sms} for key, _, _, email, sms in people("en")}
    contacts = rows("en", "contacts.csv")[1:]
    assert len(contacts) == 15
    assert all(allowed[key[1:]][channel] for key, _, channel in contacts)


def test_birthdays_include_a_leap_day_and_gaps() -> None:
    birthdays = [birthday for _, _, birthday, _, _ in people("en")]
    assert sum(birthday.endswith("-02-29") for birthday in birthdays) == 1
    assert birthdays.count("") == 3


@pytest.mark.parametrize("project", ["quickstart/en", "quickstart/zh", "gift_retailer"])
def test_every_column_named_in_the_project_file_is_in_the_data(project: str) -> None:
    home = folder("playbooks") / project
    document = yaml.safe_load((home / "clmplan.yaml").read_text(encoding="utf-8"))
    data = document["data"]
    tables = [data["customers"], *data["events"].values(), *([data["contacts"]] if "contacts" in data else [])]
    for table in tables:
        header = (home / table["file"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        columns = [table.get("key") or table["customer"]]
        for name, field in table["fields"].items():
            columns.append(field.get("column", name) if isinstance(field, dict) else name)
        assert set(header) == set(columns)
