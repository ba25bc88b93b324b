"""The command line: parse, call, render. One file per command, found through the literal list below.

Modules of commands import what is heavy (the solver, the report) only when they run, so that ``--help``
and ``check`` stay quick and work without OR-Tools.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

import vlecht
from vlecht.cli.exits import Exit

COMMANDS: dict[str, str] = {
    "demo": "vlecht.cli.demo",
    "samples": "vlecht.cli.samples",
    "new": "vlecht.cli.new",
    "schema": "vlecht.cli.schema",
    "validate": "vlecht.cli.validate",
    "diagnose": "vlecht.cli.diagnose",
    "solve": "vlecht.cli.solve",
    "group": "vlecht.cli.group",
    "regroup": "vlecht.cli.regroup",
    "year": "vlecht.cli.year",
    "repair": "vlecht.cli.repair",
    "explain": "vlecht.cli.explain",
    "check": "vlecht.cli.check",
    "show": "vlecht.cli.show",
    "diff": "vlecht.cli.diff",
    "log": "vlecht.cli.log",
    "report": "vlecht.cli.report",
    "import": "vlecht.cli.import_",
    "export": "vlecht.cli.export",
    "holidays": "vlecht.cli.holidays",
    "rules": "vlecht.cli.rules",
    "doctor": "vlecht.cli.doctor",
    "completion": "vlecht.cli.completion",
    "formation": "vlecht.cli.formation",
    "xhstt": "vlecht.cli.xhstt",
    "sms": "vlecht.cli.sms",
    "bench": "vlecht.cli.bench",
}
"""Command -> the module that holds it, under the module's own name. Adding a command is adding its line."""


class Commands(click.Group):
    """The main group: loads a command when it is asked for, and turns errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click declares it
        """Commands in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as click declares it
        """The command of that name, loaded now."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(import_module(module), module.rpartition(".")[2])
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command's name when there is no such command."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from vlecht.instances.findings import did_you_mean

            ctx.fail(f"there is no command {args[0]!r}: {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the command line and leaves with one of the documented exit codes."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        from vlecht.instances.findings import InputError

        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except InputError as error:
            from vlecht.cli.output import print_findings

            print_findings(error.findings)
            sys.exit(Exit.INVALID)
        except click.Abort:
            sys.exit(Exit.INTERRUPTED)
        except click.ClickException as error:
            error.show()
            sys.exit(Exit.USAGE)
        except BrokenPipeError:
            # The reader of our output has left (``| head``): nobody to tell.
            sys.stderr.close()
            sys.exit(Exit.USAGE)
        except OSError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(Exit.USAGE)
        sys.exit(code if isinstance(code, int) else Exit.DONE)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExit codes:\n" + "\n".join(f"  {code.value:>3}  {code.meaning}" for code in Exit),
)
@click.version_option(vlecht.__version__, prog_name="vlecht")
def main() -> None:
    """Vlecht weaves pupils, staff and rooms into one weekly group-crossing roster.

    A school is a file, `-` for standard input, or a sample school: sample:NAME.
    Results go to standard output, progress to standard error.

    \b
    Start here:
      vlecht demo
      vlecht samples
      vlecht solve sample:kameleon -o out/kameleon --time-limit 60s
    """
