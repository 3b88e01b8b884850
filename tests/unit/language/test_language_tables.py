"""The committed tables are those of the grammar, and the grammar has no conflict."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lark.exceptions import GrammarError
from rewrite_tables import tables_of

from clmplan.base import assets
from clmplan.language.text.tables import FILE, read_tables, tables, write_tables


def test_the_tables_are_fresh() -> None:
    assert assets.text(FILE) == write_tables(tables_of(assets.text("grammar/clmplan.lark"))), (
        "run `python tests/rewrite_tables.py`"
    )


def test_a_conflict_would_be_refused() -> None:
    grammar = assets.text("grammar/clmplan.lark").replace("clause: part+", "clause: part+ part?")
    with pytest.raises(GrammarError):
        tables_of(grammar)


def test_tables_survive_writing() -> None:
    assert tables() == read_tables(write_tables(tables()))


def test_reading_a_playbook_needs_no_parser_generator() -> None:
    code = (
        "import sys, clmplan.language.resolve; from clmplan.language.text.tables import tables; tables(); "
        "print('lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()
