"""``vlecht new``: a synthetic school of any size."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--pupils", type=click.IntRange(20, 2000), default=200, show_default=True, help="About so many."
)
@click.option(
    "--variant", type=click.IntRange(1, 5), default=3, show_default=True, help="Organisation variant."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another school.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="The school file to write.")
@click.option("--planted", type=click.Path(path_type=Path), help="Also write the roster it was made around.")
def new(pupils: int, variant: int, seed: int, out: Path, planted: Path | None) -> None:
    """Generate a school that is known to have a roster: it is made around one.

    Variants: 1 traditional, 2 adaptive, 3 flexible, 4 units, 5 personalised.

    \b
    Example:
      vlecht new --pupils 300 --variant 3 -o school.json
    """
    from vlecht.instances.generator.generate import generate
    from vlecht.instances.registry import save_roster, save_school

    if out.exists():
        raise click.UsageError(f"{out} exists already; choose another name")
    made = generate(pupils=pupils, variant=variant, seed=seed)
    save_school(made.school, out)
    click.echo(f"{out}: {len(made.school.pupils)} pupils, {len(made.school.staff)} staff (synthetic)")
    if planted is not None:
        save_roster(made.roster, planted)
        click.echo(f"{planted}: the roster it was made around")
