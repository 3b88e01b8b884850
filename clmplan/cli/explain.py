"""`clmplan explain CODE`: what a code means, why it exists, a bad and a good example."""

from __future__ import annotations

from clmplan.base.diagnostics import Example
from clmplan.cli.session import Stop, chosen_locale
from clmplan.cli.speak import FINDINGS, OK, out, show
from clmplan.codes.catalogue import all_codes
from clmplan.codes.cli_words import NO_SUCH_CODE
from clmplan.language.scope import suggestion


def run(code: str, locale: str | None) -> int:
    """Print the page of a code; the exit status."""
    try:
        spoken = chosen_locale(locale)
    except Stop as stop:
        return stop.status
    known = all_codes()
    found = next((one for one in known if code.upper() == one.id or code == one.name), None)
    if found is None:
        names = [name for one in known for name in (one.id, one.name)]
        show((NO_SUCH_CODE.at(None, code=code, hint=suggestion(code.upper(), names)),), spoken)
        return FINDINGS
    out(f"{found.id} {found.name} ({found.severity.value})")
    for sentence in (found.message, found.why, found.help):
        text = sentence.zh if spoken == "zh" else sentence.en
        out(f"  {text}".replace("{{", "{").replace("}}", "}"))
    for mark, example in (("-", found.bad), ("+", found.good)):
        if isinstance(example, Example):
            out("")
            for line in example.text.splitlines():
                out(f"  {mark} {line}")
    return OK
