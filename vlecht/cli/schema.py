"""``vlecht schema``: the formats as JSON Schema."""

from __future__ import annotations

import click


@click.command()
@click.argument("kind", type=click.Choice(["school", "roster"]), default="school")
@click.option("--markdown", is_flag=True, help="Both formats as the page docs/formats.md.")
def schema(kind: str, markdown: bool) -> None:
    """Print the JSON Schema of school files (default) or roster files.

    \b
    Example:
      vlecht schema roster > roster.schema.json
    """
    if markdown:
        from vlecht.report.fieldbook import as_markdown

        click.echo(as_markdown(), nl=False)
        return
    from vlecht.cli.output import print_json
    from vlecht.models.roster import Roster
    from vlecht.models.school import School

    model = Roster if kind == "roster" else School
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema())
