"""typer in Dutch: its headings, its own options and what it says of wrong use.

typer keeps most of its English in its code, out of reach of settings. What is here leans on its sentences; the tests
go through each, so that a new version of typer that words them otherwise is noticed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import typer
from pydantic import ValidationError
from typer.core import TyperCommand, TyperGroup

from beheer.uitvoer import tell
from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.foutmelding import explain

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter
    from typer._click.formatting import HelpFormatter

OPTIES = "[OPTIES]"
OPDRACHT = "OPDRACHT [INVOER]..."

_EIGEN_OPTIES = {
    "help": "Toon deze uitleg en stop.",
    "install_completion": "Zet aanvullen met de tabtoets aan in deze shell.",
    "show_completion": "Toon het script voor aanvullen, om het zelf ergens neer te zetten.",
}

_ZINNEN: tuple[tuple[str, str], ...] = (
    (r"Missing argument '(.+)'\.", "Er ontbreekt iets: {0}."),
    (r"Missing option '(.+)'\.", "Er ontbreekt een optie: {0}."),
    (r"Missing option '(.+)'\. Choose from: (.+)", "Er ontbreekt een optie: {0}; kies uit {1}."),
    (r"Missing command\.", "Noem een opdracht."),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "De optie {0} bestaat niet. Bedoelde je {1}?"),
    (r"No such option: (\S+)", "De optie {0} bestaat niet."),
    (r"Option '(.+)' does not take a value\.", "Achter de optie {0} hoort niets."),
    (r"Option '(.+)' requires .+", "Achter de optie {0} hoort een waarde."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "Hier staat te veel: {0}."),
    (r"Invalid value for '?([^']+?)'?: .*?'(.*)' is not one of (.+)\.", "{0}: ‘{1}’ kan hier niet; kies uit {2}."),
    (r"Invalid value for '?([^']+?)'?: (.+)", "{0}: {1}"),
)


def explain_use(fout: typer.TyperException) -> str:
    """What is wrong with how the program was called. Raises nothing: an unknown sentence stays as typer wrote it."""
    zin = " ".join(fout.format_message().split())
    oorzaak = fout.__cause__.errors()[0] if isinstance(fout.__cause__, ValidationError) else None
    if oorzaak is not None and oorzaak["type"] != "value_error":
        waar = zin.removeprefix("Invalid value for ").split(":")[0].strip("'")
        return f"{waar}: {explain(oorzaak)}."
    for patroon, nederlands in _ZINNEN:
        if gevonden := re.fullmatch(patroon, zin):
            return nederlands.format(*(deel.replace("'", "") for deel in gevonden.groups()))
    return zin


class _Nederlands:
    """What groups and commands share."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(ctx.command.collect_usage_pieces(ctx)), prefix="Gebruik: ")

    def get_params(self, ctx: Context) -> list[Parameter]:
        params: list[Parameter] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if param.name in _EIGEN_OPTIES:
                param.help = _EIGEN_OPTIES[param.name]  # type: ignore[attr-defined]
            if param.param_type_name == "argument":
                # Its name and help say what to give; '<str>' and '<path>' behind them are Python's words.
                param.display_type_rich = lambda ctx: None  # type: ignore[attr-defined]  # noqa: ARG005 -- typer calls it with its context
            elif getattr(param, "is_flag", False):
                param.metavar = ""
        return params

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _set_headings()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Opdracht(_Nederlands, TyperCommand):
    """A command that explains itself in Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "options_metavar": OPTIES})


class Groep(_Nederlands, TyperGroup):
    """A noun with its verbs, or the whole program."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "options_metavar": OPTIES, "subcommand_metavar": OPDRACHT})

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Raises typer's error for wrong use, naming what comes near."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            dichtbij = get_close_matches(args[0], self.commands)
            ctx.fail(
                f"De opdracht ‘{args[0]}’ bestaat niet. "
                + (f"Bedoelde je ‘{dichtbij[0]}’?" if dichtbij else f"Kies uit {', '.join(self.commands)}.")
            )
        return super().resolve_command(ctx, args)


class Programma(Groep):
    """The whole program: its global option may stand anywhere, and whatever we refuse ends as one message."""

    OVERAL = "--database"

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """People write the option where they think of it; typer itself only takes it in front."""
        einde = args.index("--") if "--" in args else len(args)
        vooraan: list[str] = []
        rest: list[str] = []
        komende = iter(args[:einde])
        for arg in komende:
            if arg == self.OVERAL:
                vooraan.append(f"{arg}={next(komende, '')}")
            else:
                (vooraan if arg.startswith(f"{self.OVERAL}=") else rest).append(arg)
        return super().parse_args(ctx, [*vooraan, *rest, *args[einde:]])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 -- see below
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and end the process: 0 done, 1 refused with a reason, 2 wrong use."""
        try:
            # Never standalone: typer would then word what is wrong itself, in English.
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except GesprekskaartError as fout:
            tell(str(fout))
            code = 1
        except typer.TyperException as fout:
            code = fout.exit_code
            if melding := explain_use(fout):  # none when no arguments were given: then the help was shown
                _tell_wrong_use(melding, getattr(fout, "ctx", None))
        sys.exit(code if isinstance(code, int) else 0)


def _tell_wrong_use(melding: str, ctx: Context | None) -> None:
    if ctx is not None:
        tell(ctx.get_usage())
    tell(melding)
    if ctx is not None:
        tell(f"Uitleg: {ctx.command_path} --help")


def _set_headings() -> None:
    # Only now: this module brings all of rich, which most commands do without.
    from typer import rich_utils  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    rich_utils.ARGUMENTS_PANEL_TITLE = "Invoer"
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.ENVVAR_STRING = "[uit: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"
