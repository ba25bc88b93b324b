"""``vlecht rules``: every rule in words."""

from __future__ import annotations

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.option("--markdown", is_flag=True, help="The page docs/rules.md.")
@click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Of the table."
)
def rules(as_json: bool, markdown: bool, lang: str) -> None:
    """List the rules of a roster: what they say, how they count, their parameters.

    \b
    Example:
      vlecht rules --json
    """
    from rich.table import Table
    from rich.text import Text

    from vlecht.cli.output import print_json, stdout
    from vlecht.report import rulebook
    from vlecht.rules.registry import RULES

    if as_json:
        print_json(rulebook.as_data(RULES))
        return
    if markdown:
        click.echo(rulebook.as_markdown(RULES), nl=False)
        return
    table = Table("rule", "what it says", "amount in", "default", title="Rules", title_justify="left")
    for rule in RULES:
        counts = rule.mode if rule.mode != "soft" else f"soft, {rule.weight}"
        table.add_row(rule.id, Text(rule.words.say(lang)), rule.unit.say(lang), counts)
    stdout().print(table)
