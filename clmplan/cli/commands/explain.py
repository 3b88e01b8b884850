"""`clmplan explain CODE`: what a code means, why it exists, a bad and a good example."""

from __future__ import annotations

from clmplan.base.diagnostics import Example, Severity
from clmplan.cli.session import Stop, chosen_locale
from clmplan.cli.speak import FINDINGS, OK, out, say, show
from clmplan.codes.catalogue import all_codes, pattern
from clmplan.codes.cli_words import NO_SUCH_CODE
from clmplan.codes.finding_words import FINDING_WORDS
from clmplan.language.allow import PASSES_OF_A_PLAN, PASSES_OF_THE_TEXT
from clmplan.language.scope import suggestion


def run(code: str, locale: str | None) -> int:
    """Print the page of a code; the exit status."""
    try:
        spoken = chosen_locale(locale)
    except Stop as stop:
        return stop.status
    known = all_codes()
    found = next((one for one in known if one.id == code.upper() or one.name == code.lower()), None)
    if found is None:
        names = [name for one in known for name in (one.id, one.name)]
        show((NO_SUCH_CODE.at(None, code=code, hint=suggestion(code.upper(), names)),), spoken)
        return FINDINGS
    out(f"{found.id} {found.name} ({say(found.severity.value, spoken)})")
    for name, sentence in (("message", found.message), ("reason", found.why), ("help", found.help)):
        text = pattern(sentence, spoken)
        if text != "…":  # then only a finding knows what it says
            out("  " + say("labelled", spoken, label=say(name, spoken), text=text))
    if found.severity is not Severity.ERROR and found.id[3] in PASSES_OF_THE_TEXT + PASSES_OF_A_PLAN:
        out("  " + FINDING_WORDS["may_allow"].fill(spoken, {"id": found.id}))
    for name, mark, example in (("bad_example", "-", found.bad), ("good_example", "+", found.good)):
        if isinstance(example, Example):
            out(f"\n{say(name, spoken)} ({example.file})")
            for line in example.text.splitlines():
                out(f"  {mark} {line}")
    return OK
