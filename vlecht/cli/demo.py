"""``vlecht demo``: a sample school becomes a roster, in less than a minute."""

from __future__ import annotations

from pathlib import Path

import click

from vlecht.cli.types import DURATION

SCHOOL = "kameleon"


@click.command()
@click.option("--time-limit", type=DURATION, default="20s", show_default=True, help="60, 60s, 5m or PT5M.")
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out") / SCHOOL)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of the page.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def demo(ctx: click.Context, time_limit: float, out: Path, lang: str, quiet: bool) -> None:
    """Make a roster for the sample school kameleon and say where its page is."""
    from vlecht.cli.running import Options, run
    from vlecht.instances.registry import load_school

    school = load_school(f"sample:{SCHOOL}")
    click.echo(
        f"{school.name or school.id} (synthetic): {len(school.pupils)} pupils, {len(school.home_groups)} home"
        f" groups, {len(school.staff)} staff. Solving for at most {time_limit:g} s."
    )
    ctx.exit(run(school, Options(out, time_limit, quiet=quiet, lang=lang)))
