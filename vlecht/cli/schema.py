"""``vlecht schema``: the formats as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pydantic import BaseModel


@click.command()
@click.argument("kind", type=click.Choice(["school", "roster", "scenario", "candidates"]), default="school")
@click.option("--markdown", is_flag=True, help="All formats as the page docs/formats.md.")
def schema(kind: str, markdown: bool) -> None:
    """Print the JSON Schema of school files (default), roster, scenario or candidate files.

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
    from vlecht.models.scenario import CandidateFile, ScenarioFile
    from vlecht.models.school import School

    models: dict[str, type[BaseModel]] = {
        "school": School,
        "roster": Roster,
        "scenario": ScenarioFile,
        "candidates": CandidateFile,
    }
    model = models[kind]
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema())
