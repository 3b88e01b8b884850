"""`clmplan days`: the table of a year, with a project's own days, in both languages and as JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, Done, edit, run

OURS = "days:\n  member_day: {title: {en: VIP Day, zh: 会员日}, on: every year 08-08, season: 7d before .. 0d after}\n"
NOTICE = (
    "region: cn\nyear: 2027\nsource: 测试通知\nverified: yes\noff: {national_day: 10-01 .. 10-07}\nworkdays: 10-09\n"
)


def rows(done: Done) -> dict[str, list[str]]:
    """The words of each line that begins with a date, by date."""
    return {found[1]: found[2].split() for found in re.finditer(r"^  (\d{4}-\d\d-\d\d)(.*)$", done.out, re.MULTILINE)}


@pytest.fixture
def shop(chinese: Path) -> Path:
    edit(chinese / "clmplan.yaml", "playbooks:", "days: [我们的日子.yaml]\nplaybooks:")
    (chinese / "我们的日子.yaml").write_text(OURS, encoding="utf-8")
    return chinese


def test_a_year_shows_days_off_made_up_workdays_lunar_dates_and_seasons() -> None:
    done = run("days", "2026", "--region", "cn")
    assert 0 == done.status
    found = rows(done)
    assert ["Fri", "8-15", "day", "off", "Mid-Autumn", "Festival"] == found["2026-09-25"]
    assert ["Sun", "8-10", "workday"] == found["2026-09-20"]
    assert "≈ season 10-15 to 11-14" in done.out
    assert "国办发明电〔2025〕7号" in done.out
    assert "2026-01-06" not in found, "a day that is nothing is left out"


def test_the_workdays_of_each_month_add_up() -> None:
    done = run("days", "2026", "--region", "cn", "--json")
    months = json.loads(done.out)["months"]
    assert 12 == len(months)
    assert 365 == sum(month["workdays"] + month["days_off"] for month in months)
    assert 6 == sum(month["made_up"] for month in months)
    total = next(line for line in run("days", "2026", "--region", "cn").out.splitlines() if line.startswith("  total"))
    assert [str(sum(month[name] for month in months)) for name in ("workdays", "days_off", "made_up")] == total.split()[
        1:
    ]


def test_a_month_shows_each_of_its_days() -> None:
    done = run("days", "2026", "--region", "gb", "--month", "12")
    assert 31 == len(rows(done))
    assert ["Tue"] == rows(done)["2026-12-01"]
    assert ["Mon", "day", "off", "Boxing", "Day", "Holiday"] == rows(done)["2026-12-28"]


def test_a_year_that_nobody_has_announced_is_marked() -> None:
    done = run("days", "2027", "--region", "cn")
    assert ["Fri", "9-2", "≈", "day", "off", "National", "Day"] == rows(done)["2027-10-01"]
    assert "≈ CN: by rule, not announced yet" in done.out
    document = json.loads(run("days", "2027", "--region", "cn", "--json").out)
    assert [{"region": "CN", "source": "by rule; not announced", "verified": False}] == document["sources"]
    assert {"2027-10-01", "2027-02-05"} <= {day["date"] for day in document["days"] if day["estimated"]}


def test_several_regions_say_where_a_day_is_off() -> None:
    for arguments in (("--region", "cn,hk"), ("--region", "cn", "--region", "HK")):
        found = rows(run("days", "2026", *arguments, "--month", "10"))
        assert ["Thu", "8-21", "day", "off", "National", "Day"] == found["2026-10-01"]
        assert found["2026-10-02"][2:6] == ["day", "off", "in", "CN"]


def test_the_table_speaks_chinese() -> None:
    done = run("days", "2026", "--region", "cn", "--locale", "zh")
    assert ["周五", "八月十五", "放假", "中秋节"] == rows(done)["2026-09-25"]
    assert ["周日", "八月初十", "上班"] == rows(done)["2026-09-20"]
    assert "工作日" in done.out and "时段 10-15 至 11-14" in done.out
    leap = rows(run("days", "2025", "--region", "cn", "--locale", "zh", "--month", "7"))
    assert "闰六月初一" == leap["2025-07-25"][1]
    assert {"六月廿九", "闰六月初七"} <= {found[1] for found in leap.values()} | {leap["2025-07-23"][1]}


def test_a_project_has_its_own_regions_and_days(shop: Path) -> None:
    done = run("days", "2026", "--project", shop)
    assert 0 == done.status, done.said
    assert "会员日" in done.out and "时段 08-01 至 08-08" in done.out
    (day,) = [
        one
        for one in json.loads(run("days", "2026", "--project", shop, "--json").out)["days"]
        if one["date"] == "2026-08-08"
    ]
    own = next(one for one in day["named"] if one["name"] == "member_day")
    assert {"first": "2026-08-01", "last": "2026-08-08", "verified": True, "source": "我们的日子.yaml"} == own["season"]


def test_a_project_announces_a_year(shop: Path) -> None:
    (shop / "我们的日子.yaml").write_text(NOTICE, encoding="utf-8")
    done = run("days", "2027", "--project", shop, "--region", "cn", "--locale", "en")
    assert ["Thu", "9-8", "day", "off", "National", "Day", "Holiday"] == rows(done)["2027-10-07"]
    assert "CN: 测试通知" in done.out and "by rule" not in done.out


def test_a_schedule_counts_from_a_day_of_the_project_and_its_day_files_are_checked(shop: Path) -> None:
    clean = run("check", shop)
    assert 0 == clean.status, clean.said
    edit(shop / "quickstart.clm", "于 双十二 前 3天", "于 会员日 后 120天")
    assert 0 == run("check", shop).status, run("check", shop).said
    (shop / "我们的日子.yaml").write_text("days:\n  member_day: soon\n", encoding="utf-8")
    broken = run("check", shop, "--locale", "en")
    assert 1 == broken.status
    assert "我们的日子.yaml:2:15" in broken.said and "CLM747" in broken.said


def test_a_day_file_that_is_not_there_or_leads_out_of_the_project_is_said(shop: Path, tmp_path: Path) -> None:
    file = shop / "我们的日子.yaml"
    file.unlink()
    assert "CLM701" in run("check", shop).said
    (tmp_path / "elsewhere.yaml").write_text(OURS, encoding="utf-8")
    file.symlink_to(tmp_path / "elsewhere.yaml")
    done = run("days", "2026", "--project", shop)
    assert (1, True) == (done.status, "CLM616" in done.said)


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (("1800", "--region", "cn"), "CLM745", 1),
        (("2101", "--region", "cn"), "CLM745", 1),
        (("2026", "--region", "xx"), "CLM744", 1),
        (("2026", "--region", "cn", "--month", "13"), "CLM746", 1),
        (("2026", "--region", "cn", "--locale", "fr"), "--locale", 2),
        (("soon", "--region", "cn"), "days", 2),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(arguments: tuple[str, ...], code: str, status: int) -> None:
    done = run("days", *arguments)
    assert status == done.status
    assert code in done.said


def test_without_a_region_and_without_a_project_it_asks_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("days", "2026")
    assert (2, True) == (done.status, "--region" in done.err)
    assert 3 == run("days", "2026", "--project", tmp_path / "none").status


def test_the_first_and_the_last_year_on_file_are_shown() -> None:
    for year in ("1900", "2100"):
        for region in ("cn", "sg", "jp"):
            assert 0 == run("days", year, "--region", region).status, (year, region)


def test_the_table_needs_no_engine() -> None:
    code = (
        "import sys; from clmplan.cli.commands.days import Asked, run; "
        "run(Asked(2026, ('cn',), None, False), None, 'en'); "
        "print(sorted({'duckdb', 'numpy', 'scipy', 'sqlglot'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "[]" == done.stderr.strip()


def test_sources_are_said_in_the_language_asked_for() -> None:
    chinese = run("days", "2026", "--region", "cn", "--locale", "zh").out
    assert "国务院办公厅关于2026年放假安排的通知" in chinese and "State Council" not in chinese
    assert "State Council" in run("days", "2026", "--region", "cn").out


def test_own_days_of_a_known_name_are_noted_and_a_broken_file_is_named(shop: Path) -> None:
    (shop / "我们的日子.yaml").write_text("days:\n  双十二: 12月10日\n", encoding="utf-8")
    done = run("days", "2026", "--project", str(shop))
    assert 0 == done.status and "CLM756" in done.err
    assert "双十二" in rows(done)["2026-12-10"] and "2026-12-12" not in rows(done)
    (shop / "我们的日子.yaml").write_text("days:\n  a: 2026-12-24\n  b: ]\n", encoding="utf-8")
    broken = run("days", "2026", "--project", str(shop))
    assert broken.status and "我们的日子.yaml:3" in broken.err and "CLM755" in broken.err
