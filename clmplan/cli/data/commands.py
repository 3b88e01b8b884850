"""The commands below `clmplan data` and their arguments; each imports what it needs when it runs.

Annotations are evaluated where they stand, because their help depends on the language asked for.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from clmplan.codes.actual_words import HELP as ACTUALS
from clmplan.codes.data_words import HELP
from clmplan.codes.help_words import HELP as COMMON


@dataclass(frozen=True, slots=True)
class _Help:
    """Options and arguments with their help in a language."""

    locale: str

    def words(self, name: str) -> str:
        return (HELP.get(name) or ACTUALS.get(name) or COMMON[name]).fill(self.locale, {})

    # What typer takes beside these has a type for each option.
    def option(self, flag: str, help: str, value: str = "", **more: Any) -> typer.models.OptionInfo:
        made: typer.models.OptionInfo = typer.Option(flag, help=self.words(help), metavar=value, **more)
        return made

    def argument(self, name: str) -> typer.models.ArgumentInfo:
        made: typer.models.ArgumentInfo = typer.Argument(help=self.words(name))
        return made


def add_data(app: typer.Typer, locale: str) -> None:
    """Add the commands to the application, with their help in a language."""
    help_in = _Help(locale)
    group = typer.Typer(name="data", help=help_in.words("data"), no_args_is_help=True, pretty_exceptions_enable=False)
    _add_check(group, help_in)
    _add_map(group, help_in)
    _add_preview(group, help_in)
    _add_export(group, help_in)
    _add_actuals(group, help_in)
    _add_purge(group, help_in)
    app.add_typer(group)


def _add_check(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("data_check"))
    def check(
        project: Annotated[Path, help_in.argument("project")] = Path(),
        as_of: Annotated[str | None, help_in.option("--as-of", "data_as_of", "2026-11-02")] = None,
        plain: Annotated[bool, help_in.option("--plain", "plain")] = False,
        json: Annotated[bool, help_in.option("--json", "json")] = False,
        locale: Annotated[str | None, help_in.option("--locale", "locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.data.check import run

        raise typer.Exit(run(project, as_of, locale, is_plain=plain, is_json=json))


def _add_map(app: typer.Typer, help_in: _Help) -> None:
    @app.command(name="map", help=help_in.words("data_map"))
    def map_(
        files: Annotated[list[Path], help_in.argument("files")],
        project: Annotated[Path, help_in.option("--project", "project", "FOLDER")] = Path(),
        write: Annotated[bool, help_in.option("--write", "map_write")] = False,
        replace: Annotated[bool, help_in.option("--replace", "replace")] = False,
        role: Annotated[str | None, help_in.option("--as", "role", "customers|events|contacts|suppressed")] = None,
        key: Annotated[str | None, help_in.option("--key", "key", "COLUMN")] = None,
        on: Annotated[str | None, help_in.option("--on", "on", "COLUMN")] = None,
        channel: Annotated[str | None, help_in.option("--channel", "channel", "COLUMN")] = None,
        name: Annotated[str | None, help_in.option("--name", "name", "TEXT")] = None,
        date_order: Annotated[str | None, help_in.option("--date-order", "date_order", "dmy|mdy|ymd")] = None,
        encoding: Annotated[str | None, help_in.option("--encoding", "encoding", "TEXT")] = None,
        delimiter: Annotated[str | None, help_in.option("--delimiter", "delimiter", "SIGN")] = None,
        sheet: Annotated[str | None, help_in.option("--sheet", "sheet", "TEXT")] = None,
        table: Annotated[str | None, help_in.option("--table", "table", "TEXT")] = None,
        plain: Annotated[bool, help_in.option("--plain", "plain")] = False,
        json: Annotated[bool, help_in.option("--json", "json")] = False,
        locale: Annotated[str | None, help_in.option("--locale", "locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.data.map import Asked, run
        from clmplan.cli.data.options import source_options

        source = source_options(encoding, delimiter, sheet, table)
        words = (role, key, on, channel, name, date_order)
        raise typer.Exit(run(files, Asked(project, source, *words, write, replace, plain, json), locale))


def _add_preview(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("data_preview"))
    def preview(
        source: Annotated[str, help_in.argument("source")],
        project: Annotated[Path, help_in.option("--project", "project", "FOLDER")] = Path(),
        rows: Annotated[int, help_in.option("--rows", "rows", "NUMBER", min=1, max=1000)] = 5,
        encoding: Annotated[str | None, help_in.option("--encoding", "encoding", "TEXT")] = None,
        delimiter: Annotated[str | None, help_in.option("--delimiter", "delimiter", "SIGN")] = None,
        sheet: Annotated[str | None, help_in.option("--sheet", "sheet", "TEXT")] = None,
        table: Annotated[str | None, help_in.option("--table", "table", "TEXT")] = None,
        plain: Annotated[bool, help_in.option("--plain", "plain")] = False,
        json: Annotated[bool, help_in.option("--json", "json")] = False,
        locale: Annotated[str | None, help_in.option("--locale", "locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.data.options import source_options
        from clmplan.cli.data.preview import run

        options = source_options(encoding, delimiter, sheet, table)
        raise typer.Exit(run(source, project, options, rows, locale, is_plain=plain, is_json=json))


def _add_export(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("data_export"))
    def export(
        project: Annotated[Path, help_in.argument("project")] = Path(),
        to: Annotated[Path | None, help_in.option("--to", "to", "FOLDER")] = None,
        rows: Annotated[str | None, help_in.option("--rows", "with_rows", "parquet|csv")] = None,
        json: Annotated[bool, help_in.option("--json", "json")] = False,
        locale: Annotated[str | None, help_in.option("--locale", "locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.data.export import run

        raise typer.Exit(run(project, to, rows, locale, is_json=json))


def _add_actuals(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("data_actuals"))
    def actuals(
        files: Annotated[list[Path] | None, help_in.argument("returned_files")] = None,
        project: Annotated[Path, help_in.option("--project", "project", "FOLDER")] = Path(),
        dry_run: Annotated[bool, help_in.option("--dry-run", "dry_run")] = False,
        status: Annotated[bool, help_in.option("--status", "actuals_status")] = False,
        json: Annotated[bool, help_in.option("--json", "json")] = False,
        locale: Annotated[str | None, help_in.option("--locale", "locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.data.actuals import run

        raise typer.Exit(run([] if status else files or [], project, locale, is_dry=dry_run, is_json=json))


def _add_purge(app: typer.Typer, help_in: _Help) -> None:
    @app.command(help=help_in.words("data_purge"))
    def purge(
        customer: Annotated[str, help_in.argument("customer")],
        project: Annotated[Path, help_in.option("--project", "project", "FOLDER")] = Path(),
        yes: Annotated[bool, help_in.option("--yes", "yes")] = False,
        json: Annotated[bool, help_in.option("--json", "json")] = False,
        locale: Annotated[str | None, help_in.option("--locale", "locale", "en|zh")] = None,
    ) -> None:
        from clmplan.cli.data.purge import run

        raise typer.Exit(run(customer, project, locale, is_sure=yes, is_json=json))
