"""``vlecht new``: an empty workbook to fill in, a school as a workbook, or a synthetic school of any size."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--excel", type=click.Path(path_type=Path), help="Write a workbook to fill in (.xlsx).")
@click.option("--from", "source", metavar="SCHOOL", help="With --excel: with the contents of this school.")
@click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of the workbook."
)
@click.option(
    "--pupils",
    type=click.IntRange(20, 2000),
    default=200,
    show_default=True,
    help="Generated: about so many.",
)
@click.option(
    "--variant",
    type=click.IntRange(1, 5),
    default=3,
    show_default=True,
    help="Generated: organisation variant.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Generated: another seed, another school."
)
@click.option(
    "--board",
    type=click.IntRange(1, 500),
    metavar="NUMBER",
    help="Generated: so many different schools, in the folder named by -o.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Generate a school and write it here.")
@click.option("--planted", type=click.Path(path_type=Path), help="Also write the roster it was made around.")
def new(
    excel: Path | None,
    source: str | None,
    lang: str,
    pupils: int,
    variant: int,
    seed: int,
    board: int | None,
    out: Path | None,
    planted: Path | None,
) -> None:
    """Start a school: an empty workbook to fill in, or a generated school to practise with.

    A generated school is known to have a roster: it is made around one. Variants: 1 traditional,
    2 adaptive, 3 flexible, 4 units, 5 personalised.

    \b
    Examples:
      vlecht new --excel school.xlsx
      vlecht new --excel kameleon.xlsx --from sample:kameleon
      vlecht new --pupils 300 --variant 3 -o school.json
      vlecht new --board 47 -o board
    """
    if (excel is None) == (out is None):
        raise click.UsageError("say what to make: --excel school.xlsx, or -o school.json")
    if source is not None and excel is None:
        raise click.UsageError("--from goes with --excel")
    if board is not None and (out is None or planted is not None):
        raise click.UsageError("--board goes with -o FOLDER, and without --planted")
    for path in (excel, out):
        if path is not None and path.exists():
            raise click.UsageError(f"{path} exists already; choose another name")
    if excel is not None:
        _workbook(excel, source, lang)
    elif out is not None and board is not None:
        _board(out, board, seed)
    elif out is not None:
        _generated(out, pupils, variant, seed, planted)


def _workbook(path: Path, source: str | None, lang: str) -> None:
    from vlecht.instances.registry import load_school
    from vlecht.instances.workbook.excel import written
    from vlecht.instances.workbook.reading import write_workbook
    from vlecht.instances.workbook.starter import starter
    from vlecht.instances.writing import write_bytes

    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{path}: a workbook's name ends in .xlsx")
    if source is None:
        write_bytes(path, written(starter(lang), lang))
    else:
        write_workbook(load_school(source), path, lang)
    click.echo(str(path))


def _generated(out: Path, pupils: int, variant: int, seed: int, planted: Path | None) -> None:
    from vlecht.instances.generator.generate import generate
    from vlecht.instances.registry import save_roster, save_school

    made = generate(pupils=pupils, variant=variant, seed=seed)
    save_school(made.school, out)
    click.echo(f"{out}: {len(made.school.pupils)} pupils, {len(made.school.staff)} staff (synthetic)")
    if planted is not None:
        save_roster(made.roster, planted)
        click.echo(f"{planted}: the roster it was made around")


def _board(out: Path, number: int, seed: int) -> None:
    from vlecht.instances.generator.board import board
    from vlecht.instances.registry import save_school

    pupils = 0
    out.mkdir(parents=True)
    for made in board(number, seed):
        save_school(made.school, out / f"{made.school.id}.json")
        pupils += len(made.school.pupils)
    click.echo(f"{out}: {number} schools, {pupils:,} pupils (synthetic)")
