"""The package as a user gets it: sdist, wheel from the sdist, a fresh environment elsewhere, one compiled playbook.

Run by `make package`; prints one closing line with the number of checks.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
OUTPUTS = (
    "calendar.csv",
    "calendar.html",
    "calendar.ics",
    "calendar.md",
    "calendar.xlsx",
    "budget.csv",
    "plan.json",
    "report.html",
)


def main() -> None:
    """Build, install, compile; stop at the first thing that fails."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        wheel = build(folder)
        environment = folder / "environment"
        venv.create(environment, with_pip=True)
        python = environment / "bin" / "python"
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--constraint", ROOT / "constraints.txt", wheel, cwd=folder)
        clmplan = environment / "bin" / "clmplan"
        run(clmplan, "init", "shop", cwd=folder)
        run(clmplan, "compile", "shop", cwd=folder)
        missing = [output for output in OUTPUTS if not (folder / "shop" / "build" / output).is_file()]
        if missing:
            sys.exit(f"the installed wheel did not write {missing}")
        bundled = run(python, "-c", "from clmplan.base.assets import folder; print(folder('playbooks'))", cwd=folder)
        source = Path(bundled.strip())
        if ROOT in source.parents:
            sys.exit("the installed wheel reads the playbooks of the checkout")
        run(clmplan, "compile", source / "gift_retailer", "--out", folder / "autumn", cwd=folder)
        if not (folder / "autumn" / "report.html").is_file():
            sys.exit("the bundled playbook did not compile")
    print("package: 4 passed, 0 failed")


def build(folder: Path) -> Path:
    """An sdist of the checkout, and the wheel built from that sdist alone."""
    run(sys.executable, "-m", "build", "--sdist", "--outdir", folder, ROOT, cwd=ROOT)
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "unpacked", filter="data")
    unpacked = next((folder / "unpacked").iterdir())
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, unpacked, cwd=folder)
    return next(folder.glob("*.whl"))


def run(*command: object, cwd: Path) -> str:
    """The standard output of a command that succeeds; otherwise its words and an end."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
