"""Finding the school that a roster belongs to."""

from __future__ import annotations

from pathlib import Path

import click

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Roster
from vlecht.models.school import School


def with_school(roster: str, school: str | None) -> tuple[SchoolIndex, Roster]:
    """A roster and its school: the one named, else that of the roster's folder, else a sample.

    Warns on standard error when the roster was made for another state of the school.
    """
    from vlecht.instances.registry import load_roster, load_school
    from vlecht.instances.roster_json import read_alone, strangeness
    from vlecht.instances.versions import school_of

    if school is None:
        path = Path(roster)
        beside = school_of(read_alone(roster), path if path.is_dir() else path.parent)
        school = str(beside) if beside is not None else _sample(roster)
    index = SchoolIndex(load_school(school))
    found = load_roster(roster, index)
    warning = strangeness(found, index)
    if warning:
        click.echo(f"warning: {warning}", err=True)
    return index, found


def another_version(school: School, roster: str) -> Phrase | None:
    """What is said of a roster that was made for another state of the school: what to check it against."""
    from vlecht.instances.roster_json import read_alone
    from vlecht.instances.versions import made_for

    if roster == "-":
        return None
    found = read_alone(roster)
    if not found.run.school_hash or found.run.school_hash == school.hash():
        return None
    path = Path(roster)
    beside = made_for(found, path if path.is_dir() else path.parent)
    if beside is None:
        return Phrase(
            "This roster was made for another version of the school, which does not lie beside it: check"
            " it against the school file that it was made for.",
            "Dit rooster is gemaakt voor een andere versie van de school, en die ligt er niet naast:"
            " controleer het met het schoolbestand waarvoor het gemaakt is.",
        )
    return Phrase(
        f"This roster was made for another version of the school, which lies beside it. Check it against"
        f" that: vlecht check {beside} {roster}",
        f"Dit rooster is gemaakt voor een andere versie van de school, en die ligt ernaast. Controleer het"
        f" daarmee: vlecht check {beside} {roster}",
    )


def _sample(roster: str) -> str:
    from vlecht.instances.roster_json import read_alone
    from vlecht.instances.samples import SAMPLES

    name = read_alone(roster).school
    if name not in SAMPLES:
        raise click.UsageError(f"name the school of this roster with --school (it was made for {name})")
    return f"sample:{name}"
