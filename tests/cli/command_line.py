"""The command line as tests use it: copies of the bundled projects, runs in this process and in others."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from clmplan.base import assets
from clmplan.cli.app import build_app

ROOT = assets.folder("playbooks").parent
SOURCES = {
    "en": assets.folder("playbooks") / "quickstart" / "en",
    "zh": assets.folder("playbooks") / "quickstart" / "zh",
    "gift": assets.folder("playbooks") / "gift_retailer",
}
_MAIN = "from clmplan.cli.main import main; main()"


@dataclass(frozen=True)
class Done:
    """What a run of the command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def copy(name: str, folder: Path) -> Path:
    """A project of the bundle without what earlier runs left in it."""
    target = folder / name
    shutil.copytree(SOURCES[name], target, ignore=shutil.ignore_patterns("build", ".clmplan"))
    return target


def run(*arguments: object, locale: str = "en") -> Done:
    """A command in this process; a bug of the program is raised here, never hidden behind a status."""
    result = CliRunner().invoke(build_app(locale), [str(one) for one in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def process(*arguments: object, cwd: Path | None = None, **environment: str) -> Done:
    """A command in a process of its own, with more environment."""
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, *(str(one) for one in arguments)],
        cwd=cwd,
        env=variables(environment),
        capture_output=True,
        check=False,
        timeout=120,
    )
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def variables(more: Mapping[str, str]) -> dict[str, str]:
    """This environment with the checkout first on the path, and more."""
    kept = {name: value for name, value in os.environ.items() if name not in {"CLMPLAN_LOCALE", "NO_COLOR"}}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8", **more}


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by relative name; empty when it is absent."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that occurs exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def shuffle(path: Path, seed: int) -> None:
    """Put the rows of a CSV file into another order."""
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(seed).shuffle(rows)
    path.write_text(header + "".join(rows), encoding="utf-8")


def is_polite(done: Done) -> bool:
    """Whether a run ended without a traceback and without blaming the program."""
    return "Traceback" not in done.said and "mistake of clmplan" not in done.said and "clmplan 自身" not in done.said
