"""``vlecht report``: the readable roster, a site in one file, for everybody or for one audience."""

from __future__ import annotations

import re
from pathlib import Path

import click

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster


@click.command()
@click.argument("roster")
@click.option("--school", help="The school of the roster [default: school.json beside it].")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The HTML file to write (.pdf: a PDF, with the extra `pdf`). Parents of everybody: a directory.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["all", "staff", "parents", "public"]),
    default="all",
    show_default=True,
    help="For whom: staff see no levels, contracts or costs; parents one pupil; the public no people.",
)
@click.option(
    "--pupil", metavar="ID", help="The pupil of the edition for parents [default: a page for each]."
)
@click.option(
    "--groups",
    "of_groups",
    is_flag=True,
    help="The instruction groups instead: how they are balanced, who changed, why everybody is where.",
)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def report(
    roster: str,
    school: str | None,
    out: Path,
    audience: str,
    pupil: str | None,
    of_groups: bool,
    lang: str,
) -> None:
    """Write the page of a ROSTER: one file, readable without a network, printable.

    \b
    Examples:
      vlecht report out/kameleon -o kameleon.html --lang en
      vlecht report out/kameleon -o team.html --for staff
      vlecht report out/kameleon -o parents --for parents
      vlecht report out/kameleon -o groups.html --groups
    """
    from vlecht.cli.locate import with_school
    from vlecht.report.page import render
    from vlecht.rules.judge import judge

    if of_groups and audience != "all":
        raise click.UsageError("--groups is for those who see everything: it does not go with --for")
    index, found = with_school(roster, school)
    if of_groups:
        _write(out, _balance(index, found, lang))
        click.echo(str(out))
        return
    pupils = _pupils(index, audience, pupil)
    judgement = judge(index, found)
    if pupils and pupil is None:
        for number, name in enumerate(pupils, 1):
            html = render(index, found, judgement, lang, "parents", name)
            _write(out / page_name(name, number), html)
        click.echo(f"{out}: {len(pupils)} pages, one for each pupil's parents")
        return
    _write(out, render(index, found, judgement, lang, audience, pupil))  # type: ignore[arg-type]  # click checked the choice
    click.echo(str(out))


def _balance(index: SchoolIndex, roster: Roster, lang: str) -> str:
    """The page of a roster's groups."""
    from vlecht.report.balance import render_balance
    from vlecht.rules.judge import judge
    from vlecht.rules.registry import ABOUT_GROUPS
    from vlecht.solver.grouping.whys import elsewhere_of, moves_of

    judgement = judge(index, roster, ABOUT_GROUPS - {"group_membership"})
    moves, joined = moves_of(index, roster)
    return render_balance(index, roster, judgement, elsewhere_of(index, roster), (*moves, *joined), lang)


def _pupils(index: SchoolIndex, audience: str, pupil: str | None) -> tuple[str, ...]:
    """Whose parents get a page; none for other audiences."""
    from vlecht.instances.findings import did_you_mean

    if audience != "parents":
        if pupil is not None:
            raise click.UsageError("--pupil goes with --for parents")
        return ()
    if pupil is not None and pupil not in index.pupils:
        raise click.UsageError(f"there is no pupil {pupil}: {did_you_mean(pupil, index.pupils)}")
    return (pupil,) if pupil is not None else tuple(index.pupils)


def _write(path: Path, html: str) -> None:
    from vlecht.instances.writing import write_bytes, write_text

    if path.suffix.lower() == ".pdf":
        from vlecht.report.pdf import as_pdf

        write_bytes(path, as_pdf(html))
    else:
        write_text(path, html)


def page_name(name: str, number: int) -> str:
    """A safe file name for the page of something with that id: no path, no odd letters, never empty."""
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")
    return f"{number:04d}-{safe or 'page'}"[:100] + ".html"
