"""How well mistakes are found: a corpus of kinds that people make, and one of random damage; both from a seed.

Run by `make bench-recovery`. Located: an error within two lines. Spurious: errors beyond one for each located mistake.
Damage that no error is found in is left out of the rate and counted: most of it is another playbook without mistakes
(another number, another name, a line less), the rest is looked at by hand with `--show`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from tests.unit.language.mutations import Mutant, damage, mistakes, verdict

SEED = 20261121
MISTAKES = 1_200


def main() -> None:
    """Print the rates of both corpora, kind by kind."""
    show = "--show" in sys.argv
    _report("mistakes, one to a playbook", mistakes(MISTAKES, SEED), show)
    _report("random damage, four to a playbook", damage(MISTAKES, SEED), show)


def _report(title: str, mutants: Iterable[Mutant], show: bool) -> None:
    total, missed, silent, spurious = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for mutant in mutants:
        found = verdict(mutant)
        total.update(map(_kind, mutant.deeds))
        missed.update(map(_kind, found.missed))
        silent.update(map(_kind, found.silent))
        spurious[_kind(mutant.deeds[0]) if len(mutant.deeds) == 1 else ""] += found.spurious
        if show and (found.missed or found.spurious):
            print(f"  {mutant.playbook} missed {found.missed} spurious {found.spurious} of {mutant.deeds}")
    spoken = total.total() - silent.total()
    located = spoken - missed.total()
    print(f"{title}: {total.total()} made, {silent.total()} say nothing, {spoken} are mistakes;")
    print(f"  located {located / spoken:.1%}, spurious {spurious.total() / spoken:.3f} for each mistake")
    for kind, count in total.items():
        print(f"    {kind:20} {count:5} made {silent[kind]:4} silent {missed[kind]:4} missed {spurious[kind]:4} more")


def _kind(deed: str) -> str:
    return deed.partition(":")[0]


if __name__ == "__main__":
    main()
