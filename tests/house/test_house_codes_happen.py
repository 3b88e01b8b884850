"""Every code is yielded by something: by its bad example, by a small project, or by a command."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from house.code_cases import CASES
from house.small_project import Small, customers
from typer.testing import CliRunner

from clmplan.base.diagnostics import Code
from clmplan.cli.app import build_app
from clmplan.codes.catalogue import all_codes

CODES = {code.id: code for code in all_codes()}
EXAMPLES = [code for code in all_codes() if code.bad is not None]
PROJECT_EXAMPLES = [code for code in EXAMPLES if code.bad and code.bad.file == "clmplan.yaml"]
DATA_EXAMPLES = [code for code in EXAMPLES if code.bad and code.bad.file == "data/customers.csv"]
PLAYBOOK_EXAMPLES = [code for code in EXAMPLES if code.bad and code.bad.file == "playbook.clm"]

DATA_PROJECT = """name: shop
zone: Europe/London
currency: GBP
playbooks: [shop.clm]
data:
  customers:
    file: data/customers.csv
    key: customer
    fields: {FIELDS}
"""
FEW_FIELDS = "created: date, spend: money"
ALL_FIELDS = FEW_FIELDS + ", tier: {type: one_of, choices: [gold, silver]}, email_ok: yes_no, visits: number"
NOTHING_ELSE = "playbook p { horizon: 2026-11-02 .. 2026-12-31 }\n"

# Codes that no text and no command can yield, with the test that yields them from the room itself.
ELSEWHERE = {
    "CLM618": "unit/data/test_sources_folder.py: a folder of files of two kinds",
    "CLM619": "unit/data/test_sources_folder.py: a file of a folder with other columns",
    "CLM628": "unit/data/test_sources_database.py: a database that is not there",
    "CLM629": "unit/data/test_sources_database.py: a query that fails",
    "CLM656": "unit/data/test_sources_workbook.py: a sheet that is not there",
    "CLM657": "unit/data/test_sources_workbook.py: several sheets with the columns",
    "CLM658": "unit/data/test_sources_workbook.py: a workbook that is none",
    "CLM659": "unit/data/test_sources_folder.py: a folder without files",
    "CLM730": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM731": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM732": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM733": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM734": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM735": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM736": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM737": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM738": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM739": "cli/test_data_codes.py: mapping is asked on the command line",
    "CLM740": "cli/test_audience_command.py: asked on the command line",
    "CLM741": "cli/test_audience_command.py: asked on the command line",
    "CLM742": "cli/test_audience_command.py: asked on the command line",
    "CLM743": "cli/test_audience_command.py: asked on the command line",
    **{
        f"CLM{number}": "unit/planning_conflicts/test_kinds_of_conflicts.py: a conflict is no finding"
        for number in range(573, 586)
    },
    "CLM746": "cli/test_days_command.py: a year is asked on the command line",
    "CLM649": "unit/data/test_text_files.py: the project file refuses such an encoding first (CLM715)",
    "CLM688": "unit/data/test_imported_purge.py: somebody is purged",
    "CLM690": "unit/data/test_imported_purge.py: somebody is purged",
    "CLM691": "unit/data/test_imported_purge.py: somebody is purged",
    "CLM311": "unit/language/test_customer_calls.py: several kinds of events could be purchases",
    "CLM806": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM807": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM808": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM809": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM810": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM811": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM812": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM813": "unit/functions/test_model_functions.py: histories of every kind are fitted",
    "CLM814": "unit/functions/test_rfm.py: bins that are empty or too full",
    "CLM815": "unit/functions/test_rfm.py: bins that are empty or too full",
    "CLM647": "unit/data/test_data_outcomes.py: the pipeline asks for declared events only",
    "CLM703": "unit/workspace/test_files.py: a file without permission; a superuser is refused nothing",
    "CLM707": "unit/workspace/test_files.py: a folder that takes no files",
    "CLM708": "unit/workspace/test_files.py: a disk that fails in the middle",
    "CLM709": "unit/workspace/test_files.py: outputs have fixed names, so only the room itself can be asked",
    "CLM710": "unit/workspace/test_lock.py: two processes at once",
    "CLM802": "unit/simulation/test_simulate.py: the pipeline continues declared events only",
    "CLM803": "unit/simulation/test_simulate.py: the pipeline names amounts that exist",
    "CLM804": "unit/simulation/test_simulate.py: planning refuses such a horizon first (CLM501)",
    "CLM805": "unit/simulation/test_simulate.py: the command line asks for two replications or more",
    "CLM830": "unit/evaluation/test_scorecard.py: a split is broken by hand",
    "CLM831": "unit/evaluation/test_scorecard.py: a held-out customer is contacted by hand",
    "CLM760": "cli/test_editions.py: a calendar is given out again as of an earlier day",
    "CLM761": "cli/test_edition_files.py: a calendar is filled in where it was written",
    "CLM780": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM783": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM784": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM785": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM786": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM787": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM788": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM789": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM790": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM791": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM792": "unit/data/test_returned_rows.py: a calendar comes home",
    "CLM781": "cli/test_actuals_command.py: asked on the command line",
    "CLM782": "cli/test_actuals_command.py: asked on the command line",
    "CLM794": "unit/data/test_returned_sense.py: a calendar comes home",
    "CLM795": "unit/data/test_returned_sense.py: a calendar comes home",
    "CLM796": "unit/data/test_returned_sense.py: a calendar comes home",
    "CLM797": "unit/data/test_returned_sense.py: a calendar comes home",
    "CLM793": "cli/test_actuals_command.py: asked on the command line",
    "CLM833": "unit/evaluation/test_fulfilment.py: a send is reported as cancelled",
}


def ids(found: object) -> set[str]:
    return {one.code.id for one in found}


def test_the_small_project_itself_has_no_findings(tmp_path: Path):
    assert [one.message("en") for one in Small().found(tmp_path)] == []


@pytest.mark.parametrize("number", CASES)
def test_a_small_project_yields_its_code(number: str, tmp_path: Path):
    project, with_it = CASES[number]
    found = project.found(tmp_path)
    assert ids(found) == {number, *with_it}, [one.message("en") for one in found]
    spoken = [one.message(locale) + one.help(locale) for one in found for locale in ("en", "zh")]
    assert [sentence for sentence in spoken if re.search(r"\{\w+\}", sentence)] == []


@pytest.mark.parametrize("code", PROJECT_EXAMPLES, ids=lambda code: code.name)
def test_the_bad_project_file_of_a_code_yields_it_and_the_good_one_does_not(code: Code, tmp_path: Path):
    assert code.bad is not None and code.good is not None
    for example, expected in ((code.bad, {code.id}), (code.good, set())):
        root = tmp_path / str(len(expected))
        root.mkdir()
        small = Small(files={"clmplan.yaml": example.text, "shop.clm": NOTHING_ELSE})
        assert ids(one for one in small.found(root) if one.code in PROJECT_EXAMPLES) == expected


@pytest.mark.parametrize("code", DATA_EXAMPLES, ids=lambda code: code.name)
def test_the_bad_data_file_of_a_code_yields_it_and_the_good_one_does_not(code: Code, tmp_path: Path):
    assert code.bad is not None and code.good is not None
    fields = ALL_FIELDS if "tier" in code.bad.text else FEW_FIELDS
    project = DATA_PROJECT.replace("FIELDS", fields)
    for example, expected in ((code.bad, {code.id}), (code.good, set())):
        root = tmp_path / str(len(expected))
        root.mkdir()
        files = {"clmplan.yaml": project, "shop.clm": NOTHING_ELSE, "data/customers.csv": example.text}
        assert ids(Small(files=files).found(root)) == expected


def run(*arguments: object) -> str:
    """Everything a command prints."""
    return CliRunner().invoke(build_app("en"), [str(argument) for argument in arguments]).output


def no_as_of(root: Path) -> str:
    return run("compile", Small(project=(("as_of: 2026-11-02\n", ""),)).write(root))


def no_such_customer(root: Path) -> str:
    return run("why", "K9999", "--project", Small().write(root))


def no_plan(root: Path) -> str:
    return run("evaluate", Small().write(root) / "data" / "orders.csv", "--project", root)


def no_project(root: Path) -> str:
    return run("compile", root / "nowhere")


def no_such_code(root: Path) -> str:
    return run("explain", "CLM999")


def no_such_word(root: Path) -> str:
    return run("words", "campain")


def folder_taken(root: Path) -> str:
    return run("init", Small().write(root))


def evaluated(root: Path, plan: str) -> str:
    Small().write(root)
    run("compile", root)
    (root / "build" / "plan.json").write_text(plan)
    return run("evaluate", root / "data" / "orders.csv", "--project", root)


def not_a_plan(root: Path) -> str:
    return evaluated(root, "[]")


def plan_not_kept(root: Path) -> str:
    run("compile", Small().write(root))
    document = json.loads((root / "build" / "plan.json").read_text())
    (root / "build" / "plan.json").write_text(json.dumps(document))
    return run("evaluate", root / "data" / "orders.csv", "--project", root)


def no_goal(root: Path) -> str:
    return run("simulate", Small(playbook=(("  goal: orders within 30d\n", ""),)).write(root))


def too_little_history(root: Path) -> str:
    few = "customer,date,amount\nK001,2026-10-01,5\n"
    return run("simulate", Small(files={"data/orders.csv": few}).write(root))


def damaged_workspace(root: Path) -> str:
    run("compile", Small().write(root))
    (root / ".clmplan" / "workspace.db").write_bytes(b"not a database" * 100)
    return run("compile", root)


def newer_workspace(root: Path) -> str:
    run("compile", Small().write(root))
    with sqlite3.connect(root / ".clmplan" / "workspace.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    return run("compile", root)


def goal_not_observed(root: Path) -> str:
    other = "\ncampaign other {\n  for stage = active\n  goal: visits within 30d\n  holdout 50%\n"
    other += '  on 2026-11-24\n  send email "More"\n}\ncampaign third {\n  for stage = active\n'
    other += '  goal: orders within 30d\n  holdout 50%\n  on 2026-12-01\n  send email "Most"\n}\n'
    Small(playbook=(('"News"\n}\n', '"News"\n}\n' + other),)).write(root)
    run("compile", root)
    return run("evaluate", root / "data" / "orders.csv", "--project", root)


COMMANDS: dict[str, Callable[[Path], str]] = {
    "CLM711": damaged_workspace,
    "CLM712": newer_workspace,
    "CLM720": no_as_of,
    "CLM721": no_such_customer,
    "CLM722": no_such_code,
    "CLM723": folder_taken,
    "CLM724": not_a_plan,
    "CLM725": no_goal,
    "CLM726": plan_not_kept,
    "CLM727": no_plan,
    "CLM728": no_project,
    "CLM729": no_such_word,
    "CLM801": too_little_history,
    "CLM832": goal_not_observed,
}


@pytest.mark.parametrize("number", COMMANDS)
def test_a_command_yields_its_code(number: str, tmp_path: Path):
    assert number in COMMANDS[number](tmp_path)


def test_no_code_is_left_without_a_test():
    """Codes of the text itself have bad examples, which the tests of the language run."""
    tested = {*CASES, *COMMANDS, *(code.id for code in EXAMPLES)}
    listed = "".join(f"\n  {one}: {why}" for one, why in ELSEWHERE.items())
    print(f"\nyielded by the tests of their own room:{listed}")  # noqa: T201  a list of exceptions should be seen
    assert sorted(set(CODES) - tested - set(ELSEWHERE)) == []
    assert sorted(set(ELSEWHERE) & tested) == [], "these are tested here after all"
    missing = [why for why in ELSEWHERE.values() if not (Path(__file__).parents[1] / why.partition(":")[0]).is_file()]
    assert missing == []


def test_the_customers_of_the_small_project_agree_with_their_number():
    assert customers().count("\n") == 241
