"""``vlecht completion``: the Tab key in a shell."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes the Tab key complete commands and options in a SHELL.

    \b
    Example (bash: put it in ~/.bashrc to keep it):
      eval "$(vlecht completion bash)"
    """
    from click.shell_completion import get_completion_class

    from vlecht.cli import main

    found = get_completion_class(shell)
    assert found is not None  # click has these three
    click.echo(found(main, {}, "vlecht", "_VLECHT_COMPLETE").source())
