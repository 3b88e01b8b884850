"""Imports: every file once, nothing from outside, circles and missing files said where they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from clmplan import pipeline
from clmplan.base.diagnostics import Diagnostic

PROJECT = """\
name: shop
zone: Europe/London
currency: GBP
locale: en
regions: [gb]
playbooks: [main.clm]
data:
  customers: {file: customers.csv, key: id, fields: {id: text}}
  events: {}
"""
HEAD = "playbook p { horizon: 2026-10-01 .. 2026-12-31 }\n"


def project(root: Path, **files: str) -> tuple[Diagnostic, ...]:
    (root / "clmplan.yaml").write_text(PROJECT, encoding="utf-8")
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.clm"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return pipeline.load(root, "clmplan.yaml").diagnostics


def ids(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{one.place} {one.code.id}" for one in diagnostics]


def test_what_is_imported_is_declared(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        main=f'import "shared/channels.clm"\n{HEAD}policy c {{ at most 1 email per 7d; at most 1 post per 7d }}\n',
        shared__channels='import "post.clm"\nchannel email { cost: £0.01 }\n',
        shared__post="channel post { cost: £0.80 }\n",
    )
    assert [] == ids(found)


def test_a_file_imported_twice_is_read_once(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        main=f'import "a.clm"\nimport "b.clm"\nimport "a.clm"\n{HEAD}',
        a='import "b.clm"\n',
        b="channel email { cost: £0.01 }\n",
    )
    assert [] == ids(found)


def test_files_that_import_each_other_are_said_once_where_the_circle_closes(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        main=f'import "a.clm"\n{HEAD}',
        a='import "b.clm"\n',
        b='# why not\nimport "a.clm"\n',
    )
    assert ["b.clm:2 CLM226"] == ids(found)
    assert "`a.clm` → `b.clm` → `a.clm`" in found[0].message("en")


def test_a_file_that_imports_itself_is_a_circle(tmp_path: Path) -> None:
    assert ["main.clm:1 CLM226"] == ids(project(tmp_path, main=f'import "main.clm"\n{HEAD}'))


def test_a_missing_file_is_said_where_it_is_asked_for_with_the_nearest_name(tmp_path: Path) -> None:
    found = project(tmp_path, main=f'import "chanels.clm"\n{HEAD}', channels="")
    assert ["main.clm:1 CLM225"] == ids(found)
    assert "`channels.clm`" in found[0].help("en")


@pytest.mark.parametrize("path", ["../other.clm", "/etc/other.clm", "a/../../other.clm", "other.yaml", "a\\\\b.clm"])
def test_nothing_is_read_from_outside_the_project(tmp_path: Path, path: str) -> None:
    inside = tmp_path / "project"
    inside.mkdir()
    (tmp_path / "other.clm").write_text("channel email { cost: £0.01 }\n", encoding="utf-8")
    assert ["main.clm:1 CLM224"] == ids(project(inside, main=f'import "{path}"\n{HEAD}'))


def test_a_link_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    inside, outside = tmp_path / "project", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "x.clm").write_text("channel email { cost: £0.01 }\n", encoding="utf-8")
    (inside / "linked").symlink_to(outside)
    (inside / "one.clm").symlink_to(outside / "x.clm")
    found = project(inside, main=f'import "linked/x.clm"\nimport "one.clm"\n{HEAD}')
    assert ["main.clm:1 CLM224", "main.clm:2 CLM224"] == ids(found)


def test_a_folder_above_may_be_asked_for_inside_the_project(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        main=f'import "teams/crm/a.clm"\n{HEAD}',
        teams__crm__a='import "../../b.clm"\n',
        b="channel email { cost: £0.01 }\n",
    )
    assert [] == ids(found)
