"""`simulate` and `evaluate`: the same for the same seed, refused where they would invent, honest about effects."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from command_line import copy, edit, is_polite, outputs, run


def no_constant(name: str) -> float:
    raise AssertionError(f"{name} is no JSON")


def judged(project: Path) -> dict[str, Any]:
    text = (project / "build" / "evaluation.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text, parse_constant=no_constant)
    return document


def keys_with_values(document: object) -> set[str]:
    if isinstance(document, dict):
        own = {key for key, value in document.items() if value not in (None, [], "")}
        return own.union(*(keys_with_values(value) for value in document.values()))
    return set().union(*(keys_with_values(value) for value in document)) if isinstance(document, list) else set()


def later_orders(project: Path) -> Path:
    """What happened in quickstart after 2 November: half of the customers order again."""
    source = (project / "data" / "orders.csv").read_text(encoding="utf-8")
    key = "c" if "c01" in source else "客"
    rows = [f"{key}{number:02},2026-11-{10 + number},20.00\n" for number in range(1, 20, 2)]
    later = "".join([*rows, f"{key}99,2026-11-20,9.00\n", f"{key}01,2026-13-01,9.00\n", f"{key}01,2026-12-31,9.00\n"])
    path = project / "data" / "later.csv"
    path.write_text(source + later, encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "word"), [("en", "lift"), ("zh", "提升")])
def test_a_campaign_without_holdout_never_gets_a_lift(language: str, word: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    run("compile", project)
    done = run("evaluate", later_orders(project), "--project", project)
    assert done.status == 0, done.said
    unmeasured = [score for score in judged(project)["scores"] if score["measured"] is None]
    assert len(unmeasured) == 3
    for score in unmeasured:
        assert score["verdict"] == "not measured"
        assert not {key for key in keys_with_values(score) if "lift" in key or "incremental" in key}
        assert score["measured"] is None
        name = score["campaign"] or ("whole programme" if language == "en" else "整个计划")
        text = done.out[done.out.index(f"\n{name}") + 1 :]
        own = text.splitlines()[1:]
        own = own[: next(place for place, line in enumerate(own) if not line.startswith("  "))]
        assert own
        assert word not in " ".join(own).replace(name, "")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "15 contacted; reaching the goal was not observed"), ("zh", "触达 16 位；未观察是否达成目标")],
)
def test_a_programme_without_a_goal_is_not_said_to_have_missed_it(language: str, said: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    run("compile", project)
    done = run("evaluate", later_orders(project), "--project", project)
    assert f"\n  {said}\n" in done.out
    programme = next(score for score in judged(project)["scores"] if not score["campaign"])
    assert (programme["attributed_customers"], programme["attributed_revenue"]) == (None, None)


def test_every_row_of_the_outcomes_is_accounted_for_in_the_summary(english: Path) -> None:
    run("compile", english)
    done = run("evaluate", later_orders(english), "--project", english)
    first = done.out.splitlines()[0]
    assert (
        "outcomes until 2026-12-31: 81 rows = 11 used + 68 before 2026-11-02"
        " + 1 of customers who are not in the plan + 1 unusable" == first
    )
    assert done.out.rstrip().endswith("report.html")


def test_an_evaluation_says_when_the_report_could_not_be_renewed(english: Path) -> None:
    run("compile", english)
    report = (english / "build" / "report.html").read_bytes()
    edit(english / "quickstart.clm", "What is in the roaster", "Another message")
    done = run("evaluate", later_orders(english), "--project", english)
    assert done.status == 0, done.said
    assert report == (english / "build" / "report.html").read_bytes()
    assert "the report is left as it was" in done.out


def test_an_evaluation_needs_no_day_in_the_project_file(english: Path) -> None:
    edit(english / "clmplan.yaml", "as_of: 2026-11-02\n", "")
    assert run("compile", english).status == 2
    assert run("compile", english, "--as-of", "2026-11-02").status == 0
    assert run("evaluate", later_orders(english), "--project", english).status == 0


def test_a_split_that_lost_treated_customers_trips_the_check(gift: Path, tmp_path: Path) -> None:
    project = tmp_path / "gift"
    shutil.copytree(gift, project)
    folder = next((project / ".clmplan" / "plans").iterdir())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE arms AS FROM '{folder}/assignments.parquet'")
        connection.execute(
            "DELETE FROM arms WHERE campaign = 'christmas' AND NOT is_held_out AND hash(customer) % 2 = 0"
        )
        connection.execute(f"COPY arms TO '{folder}/assignments.parquet' (FORMAT parquet)")
    done = run("evaluate", project / "data" / "orders.csv", "--project", project)
    assert done.status == 1
    assert "CLM830" in done.err or "CLM83" in done.err
    score = next(score for score in judged(project)["scores"] if score["campaign"] == "christmas")
    assert score["verdict"] == "split broken"
    assert "conversion_lift" not in keys_with_values(score)


def test_an_evaluation_of_a_large_plan_measures_where_there_was_a_holdout(gift: Path, tmp_path: Path) -> None:
    project = tmp_path / "gift"
    shutil.copytree(gift, project)
    done = run("evaluate", project / "data" / "orders.csv", "--project", project, "--json")
    assert done.status == 0, done.said
    document = json.loads(done.out, parse_constant=no_constant)
    assert document == judged(project)
    accounted = document["used"] + sum(count for _, count in document["set_aside"])
    assert document["rows"] == accounted == 18532
    # The suite lets pure chance through often enough: nothing really happened in these data.
    allowed = {"not decided", "too early", "too few", "worked", "harmed"}
    assert {score["verdict"] for score in document["scores"]} <= allowed
    assert all(score["measured"] is not None for score in document["scores"])


def test_an_evaluation_may_be_written_elsewhere_than_the_plan(english: Path) -> None:
    run("compile", english)
    done = run("evaluate", later_orders(english), "--project", english, "--out", english / "spring")
    assert done.status == 0, done.said
    assert outputs(english / "spring").keys() == {"evaluation.json", "report.html"}


def test_a_report_keeps_what_earlier_runs_of_the_same_plan_found(english: Path) -> None:
    report = english / "build" / "report.html"
    run("compile", english)
    plain = report.read_bytes()
    run("evaluate", later_orders(english), "--project", english)
    judged_report = report.read_bytes()
    assert judged_report != plain
    run("compile", english)
    assert report.read_bytes() == judged_report
    edit(english / "quickstart.clm", "What is in the roaster", "Another message")
    run("compile", english)
    other = report.read_bytes()
    (english / "build" / "evaluation.json").unlink()
    run("compile", english)
    assert report.read_bytes() == other


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["{project}/data/none.csv"], 3, "CLM630"),
        (["{project}/data/later.csv", "--plan", "{project}/none.json"], 3, "CLM727"),
        (["{project}/data/later.csv", "--plan", "{project}/clmplan.yaml"], 1, "CLM724"),
        (["{project}/data/later.csv", "--until", "soon"], 2, "--until"),
    ],
)
def test_an_evaluation_that_cannot_be_done_says_why(
    english: Path, arguments: list[str], status: int, code: str
) -> None:
    run("compile", english)
    later_orders(english)
    old = outputs(english / "build")
    done = run("evaluate", *(one.format(project=english) for one in arguments), "--project", english)
    assert status == done.status, done.said
    assert code in done.err
    assert is_polite(done)
    assert old == outputs(english / "build")


def test_a_plan_from_another_machine_is_not_judged_with_arms_made_up_afterwards(english: Path) -> None:
    run("compile", english)
    shutil.rmtree(english / ".clmplan")
    done = run("evaluate", later_orders(english), "--project", english)
    assert done.status == 1
    assert "CLM726" in done.err
    assert "evaluation.json" not in outputs(english / "build")


def test_the_same_seed_gives_the_same_simulation_and_another_seed_another(tmp_path: Path) -> None:
    project = copy("gift", tmp_path)
    customers = project / "data" / "customers.csv"
    header, *rows = customers.read_text(encoding="utf-8").splitlines(keepends=True)
    customers.write_text(header + "".join(rows[::12]), encoding="utf-8")
    for seed, name in ((5, "a"), (5, "b"), (6, "c")):
        done = run("simulate", project, "--seed", seed, "--replications", 4, "--out", tmp_path / name)
        assert done.status == 0, done.said
    first, second, third = (outputs(tmp_path / name) for name in "abc")
    assert first == second
    assert first["simulation.json"] != third["simulation.json"]
    assert first["plan.json"] == third["plan.json"]
    json.loads(first["simulation.json"], parse_constant=no_constant)
    run("compile", project, "--out", tmp_path / "a")
    assert outputs(tmp_path / "a") == first


@pytest.mark.parametrize(("language", "sentence"), [("en", "too small to simulate"), ("zh", "不足以模拟")])
def test_twenty_customers_are_too_few_to_simulate_and_told_so(language: str, sentence: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    done = run("simulate", project)
    assert done.status == 1
    assert "CLM801" in done.err
    assert sentence in done.err
    assert done.out == ""
    assert is_polite(done)
    assert not (project / "build").exists()
