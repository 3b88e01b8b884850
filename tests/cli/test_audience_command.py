"""`clmplan audience`: counts on a day, one group, moves, and lists that nobody can trace back without the key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import copy, edit, run

GROUP = "second_order"


@pytest.fixture(scope="module")
def gift(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy("gift", tmp_path_factory.mktemp("audience"))


def document(*arguments: object) -> dict:
    done = run("audience", *arguments, "--json")
    assert done.status == 0, done.said
    return json.loads(done.out)


def test_every_stage_segment_and_audience_is_counted(gift: Path):
    found = document("--project", gift)
    stages = [one for one in found["groups"] if one["kind"] == "stage"]
    assert ("clmplan.audience/1", "2011-09-01", 3317) == (found["format"], found["on"], found["customers"])
    assert found["customers"] == sum(one["customers"] for one in stages)
    assert pytest.approx(1.0, abs=1e-5) == sum(one["share"] for one in stages)
    shown = run("audience", "--project", gift).out
    assert "Dormant" in shown and "1,289" in shown and "Best customers" in shown


def test_an_earlier_day_sees_only_what_was_known_then(gift: Path):
    then = document("--project", gift, "--on", "2011-03-01")
    assert then["customers"] < 3317 and "2011-03-01" == then["on"]


def test_a_campaign_falls_to_those_who_may_be_contacted(gift: Path):
    (fall,) = document("win_back", "--project", gift)["waterfalls"]
    assert ["outside", "except", "consent"] == [one["rule"] for one in fall["drops"]]
    assert fall["customers"] == fall["left"] + sum(one["customers"] for one in fall["drops"])
    assert "gift_retailer.clm:" in fall["drops"][0]["place"]
    assert f"{fall['left']:,}" in run("audience", "win_back", "--project", gift).out


def test_suppressed_customers_are_dropped_last_and_counted(gift: Path, tmp_path: Path):
    folder = copy("gift", tmp_path)
    names = [line.partition(",")[0] for line in (folder / "data/customers.csv").read_text().splitlines()[1:]]
    (folder / "data/stop.csv").write_text("customer\n" + "".join(f"{name}\n" for name in names[:2000]))
    edit(folder / "clmplan.yaml", "  events:", "  suppressed: {file: data/stop.csv, customer: customer}\n  events:")
    (fall,) = document("win_back", "--project", folder)["waterfalls"]
    assert "suppressed" == fall["drops"][-1]["rule"] and fall["drops"][-1]["customers"] >= 10
    (before,) = document("win_back", "--project", gift)["waterfalls"]
    assert before["left"] == fall["left"] + fall["drops"][-1]["customers"]


def test_moves_between_two_days_add_up_to_everybody(gift: Path):
    found = document("--project", gift, "--since", "2011-06-01", "--small", "0")
    (main,) = found["moves"]
    assert found["customers"] == sum(one["customers"] for one in main["moves"])
    assert any(one["from"] == "Dormant" or one["from"] == "dormant" for one in main["moves"])
    assert all(one["ended"] <= one["stays"] for one in main["dwell"])
    assert "half left after" in run("audience", "--project", gift, "--since", "2011-06-01").out


def test_small_groups_are_withheld_unless_asked_for(tmp_path: Path):
    folder = copy("en", tmp_path)
    hidden = document("--project", folder)
    assert {None} == {one["customers"] for one in hidden["groups"] if one["kind"] == "stage"}
    shown = document("--project", folder, "--small", "0")
    assert shown["customers"] == sum(one["customers"] for one in shown["groups"] if one["kind"] == "stage")


def test_a_list_holds_pseudonyms_under_a_key_outside_the_project(gift: Path, tmp_path: Path):
    target, key = tmp_path / "list.csv", tmp_path / "keys" / "id.key"
    done = run("audience", "best", "--project", gift, "--list", target, "--key", key)
    head, *ids = target.read_text().splitlines()
    assert (0, "id", 277) == (done.status, head, len(set(ids)))
    assert all(len(one) == 32 for one in ids) and ids == sorted(ids)
    customers = (gift / "data/customers.csv").read_text()
    assert not any(one in customers for one in ids)
    assert 0o600 == key.stat().st_mode & 0o777
    again = tmp_path / "again.csv"
    run("audience", "best", "--project", gift, "--list", again, "--key", key)
    assert target.read_bytes() == again.read_bytes()


def test_nothing_is_listed_without_being_asked(gift: Path):
    before = {path for path in gift.rglob("*") if ".clmplan" not in path.parts}
    run("audience", "best", "--project", gift)
    assert before == {path for path in gift.rglob("*") if ".clmplan" not in path.parts}


def test_a_key_inside_the_project_is_refused(gift: Path, tmp_path: Path):
    done = run("audience", "best", "--project", gift, "--list", tmp_path / "x.csv", "--key", gift / "id.key")
    assert 1 == done.status and "CLM742" in done.err and not (tmp_path / "x.csv").exists()


def test_a_key_that_is_too_short_is_refused(gift: Path, tmp_path: Path):
    (tmp_path / "id.key").write_text("secret")
    done = run("audience", "best", "--project", gift, "--list", tmp_path / "x.csv", "--key", tmp_path / "id.key")
    assert 3 == done.status and "CLM743" in done.err and not (tmp_path / "x.csv").exists()


def test_an_unknown_name_names_the_nearest(gift: Path):
    done = run("audience", "bset", "--project", gift)
    assert 1 == done.status and "CLM740" in done.err and "`best`" in done.err


def test_a_name_of_two_things_asks_which(gift: Path, tmp_path: Path):
    folder = copy("gift", tmp_path)
    edit(
        folder / "gift_retailer.clm",
        'segment overseas "Overseas"',
        'segment welcome = orders_ever = 1\nsegment overseas "Overseas"',
    )
    done = run("audience", "welcome", "--project", folder)
    assert 1 == done.status and "CLM741" in done.err and "`segment:welcome`" in done.err
    assert "segment" == document("segment:welcome", "--project", folder)["groups"][0]["kind"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2011-09-01"), "--since"),
        (("--since", "soon"), "--since"),
        (("--list", "x.csv"), "--list"),
    ],
)
def test_wrong_usage_is_said(gift: Path, arguments: tuple[str, ...], said: str):
    done = run("audience", "--project", gift, *arguments)
    assert 2 == done.status and said in done.err


def test_it_speaks_chinese(gift: Path):
    done = run("audience", "win_back", "--project", gift, "--locale", "zh")
    assert "全部客户" in done.out and "可以触达" in done.out


def test_a_small_group_is_listed_only_when_small_groups_are_asked_for(tmp_path: Path):
    folder, target = copy("en", tmp_path), tmp_path / "list.csv"
    words = ("audience", "main.new", "--project", folder, "--list", target, "--key", tmp_path / "id.key")
    assert 1 == run(*words).status and not target.exists()
    assert 0 == run(*words, "--small", "0").status and target.exists()
