"""For each code of a project, its data, its days and its plan: the smallest change that yields it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import duckdb
from house.small_project import Change, Small, customers, orders


def book(*changes: Change) -> Small:
    """A change of the playbook."""
    return Small(playbook=changes)


def data(**files: str | bytes) -> Small:
    """Other data files, by the name of their table."""
    return Small(files={f"data/{name}.csv": content for name, content in files.items()})


def instead(name: str, make: Callable[[Path], object]) -> Small:
    """Something else in the place of a file."""

    def prepare(root: Path) -> None:
        (root / name).unlink()
        make(root / name)

    return Small(prepare=prepare)


def parquet(query: str) -> Small:
    """Customers as a Parquet file made by a query."""

    def prepare(root: Path) -> None:
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({query}) TO '{root / 'data' / 'customers.parquet'}' (FORMAT parquet)")

    return Small(project=((CUSTOMERS, "data/customers.parquet"),), prepare=prepare)


CUSTOMERS = "data/customers.csv"
CAMPAIGN = "campaign news {"
LINK = '\n  link: "https://shop.example/autumn"'
ON = "on 2026-11-10 at 10:00"
POLICY = "at most 2 contacts per 7d"
LIST = '"number?"}\n'
CONTACTS = (
    "  contacts: {file: data/contacts.csv, customer: customer, on: date, channel: channel, "
    "fields: {date: date, channel: text}}\n"
)
FILE = "    file: data/customers.csv\n"
ORDERS = "orders: {file: data/orders.csv, "
SUPPRESSED = LIST + "  suppressed: {file: data/suppressed.csv, customer: customer}\n"


def with_phones() -> str:
    """The customers, each with a number of a mobile phone."""
    head, *rows = customers().splitlines()
    numbered = "".join(f"{row},138{number:08}\n" for number, row in enumerate(rows))
    return f"{head},mobile\n{numbered}"


def taken_back(row: str) -> Small:
    """Orders of which negative ones take back earlier ones, and one more row."""
    net = (ORDERS, ORDERS + 'net: {where: {amount: "< 0"}, by: [customer]}, ')
    return Small(project=(net,), files={"data/orders.csv": orders() + row})


def with_days(*texts: str) -> Small:
    """Files with days of the project's own."""
    names = [f"days{number}.yaml" for number, _ in enumerate(texts)]
    files = dict(zip(names, texts, strict=True))
    return Small(project=(("data:\n", f"days: [{', '.join(names)}]\ndata:\n"),), files=files)


# A campaign that sends nothing reaches nobody, and nobody is held out of it.
NOBODY = ("CLM551",)

# Code to its project, and the codes that come with it.
CASES: Mapping[str, tuple[Small, tuple[str, ...]]] = {
    "CLM211": (book(("playbook winter { horizon: 2026-11-02 .. 2026-12-31 }\n", "")), ()),
    "CLM212": (book((ON, "on every 3 workdays")), ()),
    "CLM225": (book(("playbook winter", 'import "gone.clm"\nplaybook winter')), ()),
    "CLM226": (book(("playbook winter", 'import "shop.clm"\nplaybook winter')), ()),
    "CLM465": (
        Small(
            playbook=((CAMPAIGN, CAMPAIGN + LINK),),
            project=(("data:\n", "links: {internal: [shop.example]}\ndata:\n"),),
        ),
        (),
    ),
    "CLM466": (Small(project=(("data:\n", "links: {sources: {email: news}}\ndata:\n"),)), ()),
    "CLM467": (book(("email", "post"), ("consent: post_ok", "consent: email_ok"), (CAMPAIGN, CAMPAIGN + LINK)), ()),
    "CLM468": (Small(project=(("data:\n", "links: {media: {sms: sms}}\ndata:\n"),)), ()),
    "CLM501": (Small(as_of=date(2027, 1, 15)), ("CLM554",)),
    "CLM502": (book((CAMPAIGN, CAMPAIGN + "\n  from 2027-02-01 to 2027-02-28")), NOBODY),
    "CLM503": (book((ON, "on 2026-10-05 at 10:00")), NOBODY),
    "CLM504": (
        book((POLICY, "never between 09:00 and 21:00"), ("email_ok }", "email_ok; never between 21:00 and 09:00 }")),
        (),
    ),
    "CLM505": (book((POLICY, "blackout 2026-11-09 .. 2026-11-11")), ()),
    "CLM506": (
        Small(
            playbook=(("2026-12-31", "2027-03-31"), (ON, "on 2027-03-02 at 10:00")),
            project=(("regions: [gb]", "regions: [cn]"),),
        ),
        (),
    ),
    "CLM508": (
        book(
            (f"{ON}\n", "wave one { id: news; on 2026-11-10; send email }\n"),
            ('send email "News"', "wave two { id: news; on 2026-11-12; send email }"),
        ),
        (),
    ),
    "CLM509": (book((ON, f"{ON} customer time")), ()),
    "CLM510": (Small(as_of=date(2026, 12, 20)), ("CLM551", "CLM554", "CLM556")),
    "CLM511": (book((ON, "on 2026-11-11 project time")), ()),
    "CLM507": (book((POLICY, "arbitrate by expected value")), ("CLM223",)),
    "CLM540": (book(("  holdout 50%\n", "")), ()),
    "CLM541": (book(("10% .. 200%", "1% .. 2%")), ()),
    "CLM542": (book(("holdout 50%", "holdout 2%"), ("10% .. 200%", "10% .. 900%")), ()),
    "CLM543": (book(("count(orders) = 0", "count(orders) >= 0")), ("CLM431", "CLM434")),
    "CLM544": (book(("count(orders) = 0", "count(orders) = 99")), ("CLM434", "CLM435", "CLM546")),
    "CLM545": (book((CAMPAIGN, "segment frequent = visits >= 2\n" + CAMPAIGN)), ("CLM402",)),
    "CLM546": (book(("for stage = active", "for stage = active and visits >= 0")), ()),
    "CLM547": (book(("  holdout", "  except visits >= 100\n  holdout")), ()),
    "CLM563": (book(('send email "News"', 'send email "News"\n  wait 60d\n  send email "Last days"')), ()),
    "CLM564": (
        book(
            ("for stage = active", "for stage = active and visits = 7"),
            (
                'send email "News"',
                'send email "News"\n  wait 1d\n  if not ordered since start { send email "Last days" }',
            ),
        ),
        ("CLM542", "CLM546"),
    ),
    "CLM566": (
        book(
            (POLICY, "at most 1 contact per 7d"),
            ("  holdout 50%\n", "  holdout 50%\n  if capped: defer up to 5d\n"),
            (ON, "on 2026-12-30, 2026-12-31 at 10:00"),
        ),
        ("CLM552",),
    ),
    "CLM565": (
        Small(
            playbook=((ON, f"{ON} customer time"),),
            project=(
                (LIST, LIST.replace("}", ", zone: text}")),
                ("customer\n    fields", "customer\n    zone: zone\n    fields"),
            ),
            files={
                "data/customers.csv": customers()
                .replace("\n", ",Mars/Olympus\n")
                .replace("visits,Mars/Olympus", "visits,zone")
            },
        ),
        (),
    ),
    "CLM548": (book(("£1,000", "£1")), ()),
    "CLM549": (book(("£1,000", "£0")), ("CLM548",)),
    "CLM550": (book(("email_ok }", "email_ok; capacity: 5 per day }")), ("CLM541",)),
    "CLM551": (data(customers=customers().replace(",yes,", ",no,")), ()),
    "CLM552": (book((POLICY, "at least 7d between contacts"), (ON, "on 2026-11-10, 2026-11-12 at 10:00")), ()),
    "CLM553": (
        Small(
            project=((LIST, LIST + CONTACTS),),
            files={"data/contacts.csv": "customer,date,channel\nK001,2026-10-01,SMS\n"},
        ),
        (),
    ),
    "CLM554": (
        Small(playbook=(("2026-12-31", "2027-03-31"),), as_of=date(2026, 12, 20)),
        ("CLM510", "CLM551", "CLM556"),
    ),
    "CLM556": (Small(as_of=date(2026, 11, 3)), ()),
    "CLM557": (
        Small(
            playbook=(("total: £1,000", "total: £1,000; at most £0.01 for email"),),
            project=((LIST, LIST + CONTACTS),),
            files={"data/contacts.csv": "customer,date,channel\nK001,2026-11-03,email\n"},
            as_of=date(2026, 11, 4),
        ),
        ("CLM548",),
    ),
    "CLM555": (
        book(
            ("active when count(orders) >= 1", "active when days since last orders <= 8"),
            ("idle when count(orders) = 0", "idle otherwise"),
            (ON, "on 2026-11-03, 2026-11-20 at 10:00"),
        ),
        ("CLM542",),
    ),
    "CLM570": (book((ON, "prepare { brief 10 workdays before }\n  " + ON)), ()),
    "CLM571": (book((ON, "prepare { brief 5 workdays before takes 3 workdays }\n  " + ON)), ()),
    "CLM572": (
        book(
            (POLICY, POLICY + "; at most 1 task per week"),
            (ON, 'prepare { brief 1 workday before by "Studio"; artwork 1 workday before by "Studio" }\n  ' + ON),
        ),
        (),
    ),
    "CLM630": (Small(prepare=lambda root: (root / CUSTOMERS).unlink()), ()),
    "CLM632": (instead(CUSTOMERS, os.mkfifo), ()),
    "CLM633": (Small(project=((CUSTOMERS, "data/customers.docx"),)), ()),
    "CLM634": (data(orders=""), ()),
    "CLM641": (data(visits="customer,date\n"), ()),
    "CLM643": (
        Small(
            project=(("data:\n", "data:\n  set aside at most: 0\n"),),
            files={"data/orders.csv": orders() + "K001,2026-10-32,1.00\n"},
        ),
        ("CLM664",),
    ),
    "CLM644": (Small(project=((CUSTOMERS, "c.parquet"),), files={"c.parquet": b"PAR1 and then nothing"}), ()),
    "CLM645": (parquet("SELECT 'A' AS customer, DATE '2026-01-01' AS created, true AS email_ok, [1] AS visits"), ()),
    "CLM646": (
        Small(project=((LIST, SUPPRESSED),), files={"data/suppressed.csv": "customer\n \n"}),
        ("CLM661",),
    ),
    "CLM648": (data(customers=b"PK\x03\x04" + bytes(99)), ()),
    "CLM650": (data(customers=customers().replace(",", "，")), ()),
    "CLM651": (data(customers="customers of the shop\n" + customers().replace("created", "creatd")), ("CLM637",)),
    "CLM652": (
        Small(
            project=((FILE, FILE + "    encoding: utf-8\n"),),
            files={"data/customers.csv": customers().encode().replace(b"K239,", b"K239,\xff")},
        ),
        (),
    ),
    "CLM653": (data(customers=customers().replace("K239,", 'K239,"')), ()),
    "CLM654": (data(customers=customers() + customers().partition("\n")[0] + "\n"), ()),
    "CLM655": (data(customers=customers() + "K999," + "x" * (17 << 20) + "\n"), ()),
    "CLM672": (data(orders=orders() + "X999,2026-10-01,1.00\n"), ()),
    "CLM676": (
        Small(
            project=((LIST.rstrip("}\n"), LIST.rstrip("}\n") + ", mobile: phone"),),
            files={"data/customers.csv": with_phones().replace("13800000001", "138****8000")},
        ),
        ("CLM672",),
    ),
    "CLM685": (
        Small(
            project=((ORDERS, ORDERS + 'leave out: [{name: tests, where: {customer: "TEST*"}}], '),),
            files={"data/orders.csv": orders() + "TEST1,2026-10-01,1.00\n"},
        ),
        (),
    ),
    "CLM686": (taken_back("K001,2020-10-01,-1.00\n"), ()),
    "CLM687": (taken_back("K002,2026-10-30,-99999.00\n"), ()),
    "CLM689": (
        Small(
            project=(("data:\n", "data:\n  set aside at most: 0%\n"),),
            files={"data/orders.csv": orders() + "K001,2026-10-32,1.00\n"},
        ),
        ("CLM664",),
    ),
    "CLM692": (
        Small(
            project=(("    key: customer\n", "    key: customer\n    latest by: created\n"),),
            files={"data/customers.csv": customers() + customers().splitlines(keepends=True)[1]},
        ),
        (),
    ),
    "CLM701": (Small(prepare=lambda root: (root / "shop.clm").unlink()), ()),
    "CLM702": (instead("shop.clm", Path.mkdir), ()),
    "CLM704": (Small(files={"shop.clm": b" " * (16 * 2**20 + 1)}), ()),
    "CLM705": (Small(files={"shop.clm": "人群".encode("gb18030")}), ()),
    "CLM706": (Small(files={"shop.clm": b"segment\0"}), ()),
    "CLM744": (with_days("region: xx\nyear: 2027\noff: 01-01\n"), ()),
    "CLM745": (with_days("region: gb\nyear: 1800\noff: 01-01\n"), ()),
    "CLM747": (with_days("days: {member_day: soon}\n"), ()),
    "CLM748": (with_days("days: {member_day: {on: every year 08-08, season: long}}\n"), ()),
    "CLM749": (with_days("off: [12-24]\n"), ()),
    "CLM750": (with_days("region: gb\nyear: 2030\noff: 2031-01-01\n"), ()),
    "CLM751": (with_days("off: 2026-12-24\nworkdays: 2026-12-24\n"), ()),
    "CLM752": (with_days("days: {a: 2026-12-24}\n", "days: {a: 2026-12-25}\n"), ()),
    "CLM753": (with_days("off: {yule: 2026-12-24}\n"), ()),
    "CLM754": (with_days("source: nothing\n"), ()),
    "CLM755": (with_days("days: {a: 2026-12-24\n"), ()),
    "CLM756": (with_days("days: {boxing_day: 2026-12-27}\n"), ()),
}
