"""The commands and their arguments; everything heavy is imported by the command that needs it.

Annotations are evaluated where they stand, because their help depends on the language asked for.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from clmplan import __version__
from clmplan.cli.speak import OUR_BUG, USAGE, environment_locale, err, say
from clmplan.codes.cli_words import HELP

_INTERRUPTED = 130


def build_app(locale: str) -> typer.Typer:
    """The application with its help in a language."""

    def words(name: str) -> str:
        return HELP[name].fill(locale, {})

    def option(name: str, *flags: str, value: str = "") -> typer.models.OptionInfo:
        made: typer.models.OptionInfo = typer.Option(*flags, help=words(name), metavar=value)
        return made

    def argument(name: str) -> typer.models.ArgumentInfo:
        made: typer.models.ArgumentInfo = typer.Argument(help=words(name))
        return made

    project = argument("project")
    language = option("locale", "--locale", value="en|zh")
    as_json = option("json", "--json")
    as_of_day = option("as_of", "--as-of", value="2026-11-02")
    app = typer.Typer(
        name="clmplan", help=words("app"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )

    def print_version(is_asked: bool) -> None:
        if is_asked:
            typer.echo(__version__)
            raise typer.Exit

    eager = {"is_eager": True, "callback": print_version, "metavar": ""}

    @app.callback()
    def root(
        version: Annotated[bool, typer.Option("--version", help=words("version"), **eager)] = False,
    ) -> None: ...

    @app.command(help=words("init"))
    def init(
        folder: Annotated[Path, argument("folder")],
        language: Annotated[str, option("language", "--language", value="en|zh")] = locale,
    ) -> None:
        from clmplan.cli.init import run

        raise typer.Exit(run(folder, language))

    @app.command(help=words("check"))
    def check(
        project: Annotated[Path, project] = Path(),
        form: Annotated[str, option("format", "--format", value="full|short|json")] = "full",
        locale: Annotated[str | None, language] = None,
    ) -> None:
        from clmplan.cli.check import run

        raise typer.Exit(run(project, form, locale))

    @app.command(name="compile", help=words("compile"))
    def compile_(
        project: Annotated[Path, project] = Path(),
        as_of: Annotated[str | None, as_of_day] = None,
        out: Annotated[Path | None, option("out", "--out", value="FOLDER")] = None,
        json: Annotated[bool, as_json] = False,
        locale: Annotated[str | None, language] = None,
        timings: Annotated[bool, option("timings", "--timings")] = False,
    ) -> None:
        from clmplan.cli.compile import run

        raise typer.Exit(run(project, as_of, out, json, locale, timings))

    @app.command(help=words("simulate"))
    def simulate(
        project: Annotated[Path, project] = Path(),
        as_of: Annotated[str | None, as_of_day] = None,
        seed: Annotated[int | None, option("seed", "--seed", value="NUMBER")] = None,
        replications: Annotated[
            int, typer.Option("--replications", min=2, max=1000, metavar="NUMBER", help=words("replications"))
        ] = 40,
        out: Annotated[Path | None, option("out", "--out", value="FOLDER")] = None,
        json: Annotated[bool, as_json] = False,
        locale: Annotated[str | None, language] = None,
    ) -> None:
        from clmplan.cli.simulate import run

        raise typer.Exit(run(project, as_of, seed, replications, out, json, locale))

    @app.command(help=words("evaluate"))
    def evaluate(
        outcomes: Annotated[Path, argument("outcomes")],
        project: Annotated[Path, option("project", "--project", value="FOLDER")] = Path(),
        plan: Annotated[Path | None, option("plan", "--plan", value="FILE")] = None,
        until: Annotated[str | None, option("until", "--until", value="2026-12-31")] = None,
        out: Annotated[Path | None, option("out", "--out", value="FOLDER")] = None,
        json: Annotated[bool, as_json] = False,
        locale: Annotated[str | None, language] = None,
    ) -> None:
        from clmplan.cli.evaluate import run

        raise typer.Exit(run(outcomes, project, plan, until, out, json, locale))

    @app.command(help=words("why"))
    def why(
        customer: Annotated[str, argument("customer")],
        project: Annotated[Path, option("project", "--project", value="FOLDER")] = Path(),
        as_of: Annotated[str | None, as_of_day] = None,
        json: Annotated[bool, as_json] = False,
        locale: Annotated[str | None, language] = None,
    ) -> None:
        from clmplan.cli.why import run

        raise typer.Exit(run(customer, project, as_of, json, locale))

    @app.command(help=words("explain"))
    def explain(
        code: Annotated[str, argument("code")],
        locale: Annotated[str | None, language] = None,
    ) -> None:
        from clmplan.cli.explain import run

        raise typer.Exit(run(code, locale))

    return app


def main() -> None:
    """Run the command line; a mistake of our own ends with status 4 and how to report it."""
    locale = environment_locale()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        build_app(locale)()
    except KeyboardInterrupt:
        err(say("interrupted", locale))
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(USAGE)
    except Exception as problem:  # noqa: BLE001  the last line of defence: nobody sees a bare traceback
        _our_bug(problem, locale)
        sys.exit(OUR_BUG)


def _our_bug(problem: Exception, locale: str) -> None:
    from traceback import extract_tb

    err(say("bug", locale, problem=f"{type(problem).__name__}: {problem}"))
    err(say("report_bug", locale, version=__version__))
    for frame in extract_tb(problem.__traceback__)[-6:]:
        name = Path(frame.filename)
        err(f"  {'/'.join(name.parts[-3:])}:{frame.lineno} {frame.name}")
