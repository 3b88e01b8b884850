"""The commands and their arguments; everything heavy is imported by the command that needs it.

Annotations are evaluated where they stand, because their help depends on the language asked for.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from clmplan import __version__
from clmplan.cli.data.commands import add_data
from clmplan.codes.help_words import HELP

_REPLICATIONS = {"min": 2, "max": 1000}


@dataclass(frozen=True, slots=True)
class _Help:
    """Options and arguments with their help in a language."""

    locale: str

    def words(self, name: str) -> str:
        return HELP[name].fill(self.locale, {})

    # What typer takes beside these has a type for each option.
    def option(self, name: str, value: str = "", **more: Any) -> typer.models.OptionInfo:
        flag = "--" + name.replace("_", "-")
        made: typer.models.OptionInfo = typer.Option(flag, help=self.words(name), metavar=value, **more)
        return made

    def argument(self, name: str) -> typer.models.ArgumentInfo:
        made: typer.models.ArgumentInfo = typer.Argument(help=self.words(name))
        return made


def build_app(locale: str) -> typer.Typer:
    """The application with its help in a language."""
    help_in = _Help(locale)
    app = typer.Typer(
        name="clmplan",
        help=help_in.words("app"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    _add_version(app, help_in)
    _add_text_commands(app, help_in)
    _add_fmt(app, help_in)
    _add_test(app, help_in)
    _add_plan_commands(app, help_in)
    _add_evaluate(app, help_in)
    _add_why(app, help_in)
    _add_audience(app, help_in)
    add_data(app, help_in.locale)
    _add_days(app, help_in)
    _add_words(app, help_in)
    _add_explain(app, help_in)
    return app


def _add_version(app: typer.Typer, help_in: _Help) -> None:
    def show(is_asked: bool) -> None:
        if is_asked:
            typer.echo(__version__)
            raise typer.Exit

    @app.callback()
    def root(version: Annotated[bool, help_in.option("version", is_eager=True, callback=show)] = False) -> None: ...


def _add_text_commands(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("init"))
    def init(
        folder: Annotated[Path, help_in.argument("folder")],
        language: Annotated[str, help_in.option("language", "en|zh")] = help_in.locale,
    ) -> None:
        from clmplan.cli.commands.init import run

        raise typer.Exit(run(folder, language))

    @app.command(help=help_in.words("check"))
    def check(
        project: Annotated[Path, help_in.argument("project")] = Path(),
        format: Annotated[str, help_in.option("format", "full|short|json|github|sarif")] = "full",
        fix: Annotated[bool, help_in.option("fix")] = False,
        unsafe: Annotated[bool, help_in.option("unsafe")] = False,
        diff: Annotated[bool, help_in.option("diff")] = False,
        pedantic: Annotated[bool, help_in.option("pedantic")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.check import Fixing, run

        raise typer.Exit(run(project, format, locale, Fixing(fix, unsafe, diff), is_pedantic=pedantic))


def _add_plan_commands(app: typer.Typer, help_in: _Help) -> None:
    @app.command(name="compile", help=help_in.words("compile"))
    def compile_(
        project: Annotated[Path, help_in.argument("project")] = Path(),
        as_of: Annotated[str | None, help_in.option("as_of", "2026-11-02")] = None,
        out: Annotated[Path | None, help_in.option("out", "FOLDER")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
        timings: Annotated[bool, help_in.option("timings")] = False,
        alarm: Annotated[str | None, help_in.option("alarm", "30m|2h|1d")] = None,
        per: Annotated[list[str] | None, help_in.option("per", "owner|channel")] = None,
    ) -> None:
        from clmplan.cli.commands.compile import Options, run

        raise typer.Exit(run(project, as_of, Options(out, json, locale, timings, alarm, tuple(per or ()))))

    @app.command(help=help_in.words("simulate"))
    def simulate(
        project: Annotated[Path, help_in.argument("project")] = Path(),
        as_of: Annotated[str | None, help_in.option("as_of", "2026-11-02")] = None,
        seed: Annotated[int | None, help_in.option("seed", "NUMBER")] = None,
        replications: Annotated[int, help_in.option("replications", "NUMBER", **_REPLICATIONS)] = 40,
        out: Annotated[Path | None, help_in.option("out", "FOLDER")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.simulate import run

        raise typer.Exit(run(project, as_of, seed, replications, out, json, locale))


def _add_evaluate(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("evaluate"))
    def evaluate(
        outcomes: Annotated[Path, help_in.argument("outcomes")],
        project: Annotated[Path, help_in.option("project", "FOLDER")] = Path(),
        plan: Annotated[Path | None, help_in.option("plan", "FILE")] = None,
        until: Annotated[str | None, help_in.option("until", "2026-12-31")] = None,
        out: Annotated[Path | None, help_in.option("out", "FOLDER")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.evaluate import run

        raise typer.Exit(run(outcomes, project, plan, until, out, json, locale))


def _add_why(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("why"))
    def why(
        customer: Annotated[str, help_in.argument("customer")],
        project: Annotated[Path, help_in.option("project", "FOLDER")] = Path(),
        as_of: Annotated[str | None, help_in.option("as_of", "2026-11-02")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.why import run

        raise typer.Exit(run(customer, project, as_of, json, locale))


def _add_audience(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("audience"))
    def audience(
        name: Annotated[str | None, help_in.argument("audience_name")] = None,
        project: Annotated[Path, help_in.option("project", "FOLDER")] = Path(),
        on: Annotated[str | None, help_in.option("on", "2026-11-02")] = None,
        since: Annotated[str | None, help_in.option("since", "2026-08-02")] = None,
        every: Annotated[bool, help_in.option("all")] = False,
        small: Annotated[int, help_in.option("small", "NUMBER", min=0)] = 10,
        to: Annotated[Path | None, help_in.option("list", "FILE")] = None,
        key: Annotated[Path | None, help_in.option("key", "FILE")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.audience import Asked, run

        raise typer.Exit(run(Asked(name, on, since, small, every, to, key, json), project, locale))


def _add_days(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("days"))
    def days(
        year: Annotated[int, help_in.argument("year")],
        region: Annotated[list[str] | None, help_in.option("region", "CODE")] = None,
        month: Annotated[int | None, help_in.option("month", "NUMBER")] = None,
        project: Annotated[Path | None, help_in.option("project", "FOLDER")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.days import Asked, run

        regions = tuple(code for text in region or () for code in text.replace(",", " ").split())
        raise typer.Exit(run(Asked(year, regions, month, json), project, locale))


def _add_explain(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("explain"))
    def explain(
        code: Annotated[str, help_in.argument("code")],
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.explain import run

        raise typer.Exit(run(code, locale))


def _add_fmt(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("fmt"))
    def fmt(
        paths: Annotated[list[Path] | None, help_in.argument("paths")] = None,
        check: Annotated[bool, typer.Option("--check", help=help_in.words("fmt_check"))] = False,
        diff: Annotated[bool, help_in.option("diff")] = False,
        language: Annotated[
            str | None, typer.Option("--language", help=help_in.words("fmt_language"), metavar="en|zh")
        ] = None,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.fmt import Wish, run

        raise typer.Exit(run(paths or [], Wish(check, diff, language), locale))


def _add_words(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("words"))
    def words(
        word: Annotated[str | None, help_in.argument("word")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.words import run

        raise typer.Exit(run(word, json, locale))


def _add_test(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("test"))
    def test(
        project: Annotated[Path, help_in.argument("project")] = Path(),
        only: Annotated[str | None, help_in.option("only", "TEXT")] = None,
        coverage: Annotated[bool, help_in.option("coverage")] = False,
        generate: Annotated[bool, help_in.option("generate")] = False,
        write: Annotated[Path | None, help_in.option("write", "FILE")] = None,
        junit: Annotated[Path | None, help_in.option("junit", "FILE")] = None,
        json: Annotated[bool, help_in.option("json")] = False,
        locale: Annotated[str | None, help_in.option("locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.commands.test import Wish, run

        raise typer.Exit(run(project, Wish(only, junit, coverage, generate, write, json), locale))
