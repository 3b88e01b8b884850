"""Projects that several test files share: copied, and compiled once a session where compiling takes long."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import copy, run

from clmplan import pipeline
from clmplan.model.run import Planned


@pytest.fixture
def english(tmp_path: Path) -> Path:
    return copy("en", tmp_path)


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    return copy("zh", tmp_path)


@pytest.fixture(scope="session")
def gift(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gift retailer, compiled; tests only read it."""
    project = copy("gift", tmp_path_factory.mktemp("gift"))
    done = run("compile", project)
    assert done.status == 0, done.said
    return project


@pytest.fixture(scope="session")
def gift_plan(gift: Path) -> Planned:
    """The plan of the gift retailer with everything it was made from."""
    loaded = pipeline.load(gift, "clmplan.yaml").value
    assert loaded is not None
    assert loaded.project.as_of is not None
    planned = pipeline.plan(loaded, loaded.project.as_of).value
    assert planned is not None
    return planned
