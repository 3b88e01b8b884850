"""`clmplan explain CODE`: what a code means, why it exists, a bad and a good example."""

from __future__ import annotations

from clmplan.base.diagnostics import Example, Wording
from clmplan.cli.session import Stop, chosen_locale
from clmplan.cli.speak import FINDINGS, OK, out, say, show
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
    found = next((one for one in known if one.id == code.upper() or one.name == code.lower()), None)
    if found is None:
        names = [name for one in known for name in (one.id, one.name)]
        show((NO_SUCH_CODE.at(None, code=code, hint=suggestion(code.upper(), names)),), spoken)
        return FINDINGS
    out(f"{found.id} {found.name} ({say(found.severity.value, spoken)})")
    for name, sentence in (("message", found.message), ("reason", found.why), ("help", found.help)):
        out("  " + say("labelled", spoken, label=say(name, spoken), text=_pattern(sentence, spoken)))
    for name, mark, example in (("bad_example", "-", found.bad), ("good_example", "+", found.good)):
        if isinstance(example, Example):
            out(f"\n{say(name, spoken)} ({example.file})")
            for line in example.text.splitlines():
                out(f"  {mark} {line}")
    return OK


def _pattern(sentence: Wording, locale: str) -> str:
    """A sentence with its places shown as `…`: what a reader does not have yet."""
    text = sentence.zh if locale == "zh" else sentence.en
    return text.format_map(_Places())


class _Places(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"
