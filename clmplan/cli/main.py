"""The way in: what is asked for most goes straight to its command, all else through the whole command line."""

from __future__ import annotations

import gc
import os
import sys

from clmplan.cli.quick import command
from clmplan.cli.speak import OUR_BUG, USAGE, environment_locale, err, say

_INTERRUPTED = 130
# A command lives for a moment and builds hardly any cycles: looking for some every 700 objects costs a twelfth of it.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command line; a mistake of our own ends with status 4 and how to report it."""
    locale = environment_locale()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        work = command(sys.argv[1:])
        if work is None:
            _every_command(locale)
        else:
            sys.exit(work())
    except KeyboardInterrupt:
        err(say("interrupted", locale))
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        sys.exit(USAGE)
    except Exception as problem:  # noqa: BLE001  the last line of defence: nobody sees a bare traceback
        if _is_interrupted(problem):
            err(say("interrupted", locale))
            sys.exit(_INTERRUPTED)
        _our_bug(problem, locale)
        sys.exit(OUR_BUG)
    finally:
        _flush()


def _is_interrupted(problem: Exception) -> bool:
    """Whether the engine was stopped by Ctrl-C; it says so in its own way, and need not be imported to be asked."""
    return type(problem).__name__ == "InterruptException" or str(problem) == "Query interrupted"


def _flush() -> None:
    """Send out what is printed; when nobody reads any more, the rest goes nowhere, without complaint at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _every_command(locale: str) -> None:
    from clmplan.cli.app import build_app

    build_app(locale)()


def _our_bug(problem: Exception, locale: str) -> None:
    from pathlib import Path
    from traceback import extract_tb

    from clmplan import __version__

    err(say("bug", locale, problem=f"{type(problem).__name__}: {problem}"))
    err(say("report_bug", locale, version=__version__))
    for frame in extract_tb(problem.__traceback__)[-6:]:
        name = Path(frame.filename)
        err(f"  {'/'.join(name.parts[-3:])}:{frame.lineno} {frame.name}")
