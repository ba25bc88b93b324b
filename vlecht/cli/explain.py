"""``vlecht explain``: why something in a roster is as it is, and what else would cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION

if TYPE_CHECKING:
    from vlecht.models.explanation import Alternative, Explanation, Question
    from vlecht.models.index import SchoolIndex
    from vlecht.models.roster import Roster, Session


@click.command()
@click.argument("roster")
@click.option("--school", help="The school of the roster [default: school.json beside it].")
@click.option("--pupil", metavar="ID", help="A pupil: why in this group? With --group or --delivery.")
@click.option("--group", metavar="ID", help="The instruction group: why in it, or why not.")
@click.option("--delivery", metavar="ID", help="Or a delivery: why in the group that the pupil is in there.")
@click.option("--session", metavar="ID", help="A session: why then, there, with them?")
@click.option("--of", "whose", metavar="ID", help="Or the session of a group, pupil, staff member or room …")
@click.option("--at", metavar="MOMENT", help="… at a moment, such as 'tue 10:15'.")
@click.option("--time", "then", metavar="MOMENT", help="Why not then? Nothing asked: why at its time.")
@click.option("--room", metavar="ID", help="Why (not) in that room? 'any': why in the room it is in.")
@click.option("--staff", metavar="ID", help="Why (not) by this person? 'any': why by those who have it.")
@click.option(
    "--most", type=click.IntRange(1, 20), default=3, show_default=True, help="So many alternatives."
)
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Run folder for one of them."
)
@click.option("--choose", type=click.IntRange(1, 20), default=1, show_default=True, help="Which is written.")
@click.option("--time-limit", type=DURATION, default="60s", show_default=True, help="60, 60s or 2m.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def explain(
    ctx: click.Context,
    roster: str,
    school: str | None,
    pupil: str | None,
    group: str | None,
    delivery: str | None,
    session: str | None,
    whose: str | None,
    at: str | None,
    then: str | None,
    room: str | None,
    staff: str | None,
    most: int,
    out: Path | None,
    choose: int,
    time_limit: float,
    seed: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say why something in a ROSTER is as it is: forced, by which rules, or chosen, and what else would cost.

    Alternatives are pinned one by one, and a part of the week is solved again with each; the answer says
    which part. With -o one of them is written as the next version of a run folder, with the pin in its
    school: check finds the cost that was told. See docs/explain.md.

    \b
    Examples:
      vlecht explain out/kameleon --pupil p0123 --group math-c34.g2
      vlecht explain out/kameleon --of 5a --at "tue 10:15"
      vlecht explain out/kameleon --of 5a --at "tue 10:15" --room room04 --lang nl
    """
    from vlecht.cli.locate import with_school
    from vlecht.cli.output import print_json
    from vlecht.report.explanation import lines
    from vlecht.solver.explain import explain as answer

    index, found = with_school(roster, school)
    asked = {"pupil": pupil, "group": group, "delivery": delivery, "session": session, "of": whose, "at": at}
    question = _question(index, found, asked | {"time": then, "room": room, "staff": staff})

    def tell(alternative: Alternative) -> None:
        if not quiet:
            cost = "" if alternative.cost is None else f": {alternative.cost}"
            click.echo(f"{alternative.words.say(lang)}{cost} ({alternative.status})", err=True)

    try:
        made = answer(
            index.school, found, question, most=most, time_limit=time_limit, seed=seed, on_alternative=tell
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json(made.as_dict())
    else:
        for line in lines(made, lang):
            click.echo(line)
    if out is not None:
        _write(found, made, choose, out, lang, as_json)
    settled = any(one.status != "open" for one in made.alternatives)
    ctx.exit(Exit.DONE if settled or made.complete else Exit.UNKNOWN)


def _question(index: SchoolIndex, roster: Roster, asked: dict[str, str | None]) -> Question:
    """The question that the options ask."""
    from vlecht.models.explanation import Question

    kinds = [kind for kind in ("time", "room", "staff") if asked[kind] is not None]
    if asked["pupil"] is not None:
        if kinds or asked["session"] or asked["of"] or asked["at"]:
            raise click.UsageError("ask about a pupil's group, or about a session: not both at once")
        return _about_group(index, roster, asked["pupil"], asked["group"], asked["delivery"])
    if asked["group"] is not None or asked["delivery"] is not None:
        raise click.UsageError("--group and --delivery say which group of a pupil: name the --pupil")
    if len(kinds) > 1:
        raise click.UsageError("ask one thing at a time: --time, --room or --staff")
    session = _session(index, roster, asked)
    kind = kinds[0] if kinds else "time"
    value = asked[kind]
    if kind == "time":
        return Question("time", session.id, None if value is None else _moment(index, value))
    if value == "any":
        return Question("room" if kind == "room" else "staff", session.id)
    known = index.rooms if kind == "room" else index.staff
    _known(kind, str(value), known)
    return Question("room" if kind == "room" else "staff", session.id, value)


def _about_group(
    index: SchoolIndex, roster: Roster, pupil: str, group: str | None, delivery: str | None
) -> Question:
    from vlecht.models.explanation import Question

    _known("pupil", pupil, index.pupils)
    if (group is None) == (delivery is None):
        mine = sorted({g.delivery for g in roster.groups if pupil in g.members})
        raise click.UsageError(f"name a --group, or one --delivery of this pupil's: {', '.join(mine)}")
    if group is not None:
        _known("group", group, [g.id for g in roster.groups])
        return Question("group", pupil, group)
    _known("delivery", str(delivery), list(dict.fromkeys(g.delivery for g in roster.groups)))
    return Question("group", pupil, None, delivery)


def _session(index: SchoolIndex, roster: Roster, asked: dict[str, str | None]) -> Session:
    """The session that is asked about: by its id, or whose it is and when."""
    if asked["session"] is not None:
        named = {session.id: session for session in roster.sessions}
        _known("session", asked["session"], named)
        return named[asked["session"]]
    whose, at = asked["of"], asked["at"]
    if whose is None or at is None:
        raise click.UsageError("name a --pupil, a --session, or whose session and when: --of and --at")
    groups = {group.id: (*group.members, *group.guests) for group in roster.groups} | index.pupils_of
    _known("group, pupil, staff member or room", whose, [*groups, *index.pupils, *index.staff, *index.rooms])
    day, minute = _moment(index, at)
    found = [
        session
        for session in roster.sessions
        if session.day == day
        and session.start <= minute < session.end
        and (
            whose in session.groups
            or whose == session.room
            or whose in {a.staff for a in session.staff}
            or (whose in {p for g in session.groups for p in groups[g]} and whose not in session.without)
        )
    ]
    if len(found) != 1:
        ids = ", ".join(session.id for session in found)
        said = f"{len(found)} sessions, name one with --session: {ids}" if found else "no session"
        raise click.UsageError(f"{whose} has {said} at {at}")
    return found[0]


def _moment(index: SchoolIndex, text: str) -> tuple[str, int]:
    """Day and minutes of ``tue 10:15`` (or ``di 10:15``)."""
    from vlecht.models.words import parse_clock
    from vlecht.rules.phrases import on

    days = {name: day for day in index.grid.days for name in (day, on(day).nl)}
    day, _, clock = text.strip().partition(" ")
    try:
        minute = parse_clock(clock.strip())
        opens, closes = index.grid.opens, index.grid.closes
        if day in days and opens <= minute < closes:
            return days[day], minute
    except ValueError:
        pass
    raise click.UsageError(
        f"{text!r} is no moment of this school's week; write it as '{index.grid.days[0]} 10:15'"
    )


def _known(kind: str, name: str, names: object) -> None:
    from collections.abc import Collection

    from vlecht.instances.findings import did_you_mean

    assert isinstance(names, Collection)
    if name not in names:
        raise click.UsageError(f"there is no {kind} {name}: {did_you_mean(name, names)}")


def _write(old: Roster, made: Explanation, choose: int, out: Path, lang: str, quiet: bool) -> None:
    """An alternative as a version of the run folder, with its page."""
    from vlecht.instances import roster_json, versions
    from vlecht.instances.writing import write_text
    from vlecht.models.index import SchoolIndex
    from vlecht.report.page import render
    from vlecht.rules.judge import judge

    possible = [one for one in made.alternatives if one.roster is not None]
    if choose > len(possible):
        raise click.UsageError(f"--choose {choose}: there are {len(possible)} alternatives with a roster")
    chosen = possible[choose - 1]
    assert chosen.roster is not None
    assert chosen.school is not None
    versions.save(out, chosen.school, chosen.roster, "explain", old)
    index = SchoolIndex(chosen.school)
    write_text(out / "roster.html", render(index, chosen.roster, judge(index, chosen.roster), lang))
    if not quiet:
        click.echo(f"\nroster: {out / roster_json.ROSTER_FILE}\npage: {out / 'roster.html'}")
