"""What the commands cost as whole processes, beside a bare interpreter with the same imports, in one interleaved run.

Run by `make bench-commands`. CPU seconds (user + system) are medians of the repetitions; ratios are taken pair by pair.
Bytecode is kept in a folder of its own and warmed once, as an installed package has it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.corpus import playbook

ROOT = Path(__file__).resolve().parents[2]
REPETITIONS = 5
BASELINE = ("-c", "import typer, lark")


def main() -> None:
    """Measure every command in turn, print one line each."""
    with TemporaryDirectory() as name:
        project = Path(name) / "gift_retailer"
        shutil.copytree(
            ROOT / "playbooks" / "gift_retailer", project, ignore=shutil.ignore_patterns("build", ".clmplan")
        )
        long = Path(name) / "long"
        shutil.copytree(project, long, ignore=shutil.ignore_patterns("data"))
        (long / "gift_retailer.clm").write_text(playbook(1_000), encoding="utf-8")
        os.environ.update(PYTHONPYCACHEPREFIX=str(Path(name) / "bytecode"), PYTHONDONTWRITEBYTECODE="")
        commands = {
            "help": ("-m", "clmplan", "--help"),
            "check": ("-m", "clmplan", "check", str(project)),
            "check 1k": ("-m", "clmplan", "check", str(long)),
            "compile": ("-m", "clmplan", "compile", str(project)),
            "why": ("-m", "clmplan", "why", "12347", "--project", str(project)),
            "simulate": ("-m", "clmplan", "simulate", str(project)),
        }
        measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
        for command in commands.values():
            cost(command)
        for _ in range(REPETITIONS):
            for label, command in commands.items():
                bare, _ = cost(BASELINE)
                seconds, memory = cost(command)
                measured[label].append((seconds, seconds / bare, memory))
    print(f"{'command':10} {'CPU s':>7} {'x bare':>7} {'peak MB':>8}   bare: python {' '.join(BASELINE)}")
    for label, rows in measured.items():
        seconds, ratio, memory = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{label:10} {seconds:7.2f} {ratio:7.1f} {memory:8.0f}")


def cost(arguments: tuple[str, ...]) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a Python process that must succeed."""
    started = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"{' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
