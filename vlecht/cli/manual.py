"""The page of every command, from its help: ``make docs`` writes it, a test keeps it true."""

from __future__ import annotations

import click


def as_markdown() -> str:
    """docs/commands.md."""
    from vlecht.cli import COMMANDS, main

    parts = ["# Commands\n\nMade from the commands' own help by `make docs`.\n"]
    parent = click.Context(main, info_name="vlecht", **main.context_settings)
    for name in COMMANDS:
        command = main.get_command(parent, name)
        assert command is not None  # it is in the list
        parts.append(_section(command, click.Context(command, info_name=name, parent=parent)))
    return "\n".join(parts)


def _section(command: click.Command, ctx: click.Context) -> str:
    ctx.terminal_width = ctx.max_content_width = 100
    text = f"## {ctx.command_path}\n\n```\n{command.get_help(ctx)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            if inner is not None:
                text += "\n#" + _section(inner, click.Context(inner, info_name=name, parent=ctx))
    return text


if __name__ == "__main__":
    click.echo(as_markdown(), nl=False)
