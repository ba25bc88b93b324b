"""Activities of a block run side by side: that is what makes crossing groups possible."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Placed, StartsAt, Term
from vlecht.core.constraints.align_starts import AlignStarts
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed, moment
from vlecht.rules.view import RosterView


class AlignedBlocks(Rule):
    """Per block: its sessions that do not start when planned after the first; per section: 1 when adrift.

    Level groups start together, rounds and turns of a circuit follow each other without a gap. A session
    that is missing while the block's first is held counts as well, and so does one that is held without
    it. A workshop section must start at one of its delivery's moments: a moment is when the first session
    in the roster that names it starts.
    """

    id = "aligned_blocks"
    words = Phrase(
        "Activities of a block start together or follow each other in rounds; workshops start at a moment.",
        "Activiteiten van een blok beginnen samen of volgen elkaar in rondes; workshops beginnen op "
        "een van de momenten.",
    )
    unit = Phrase("sessions", "activiteiten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per block and per workshop section."""
        for block in roster.plan.blocks:
            if block.hosts:
                yield from self._section(index, roster, block.id, block.hosts)
                continue
            start = roster.block_start.get(block.id)
            off: list[Phrase] = []
            for activity in block.activities:
                session = roster.session.get(activity.id)
                if session is None:
                    if start is not None:
                        off.append(Phrase(f"{activity.id} (not held)", f"{activity.id} (valt uit)"))
                elif start is None or roster.slots(session).start != start + activity.offset:
                    when = moment(index.grid, roster.slots(session).start)
                    off.append(Phrase(f"{activity.id} ({when})", f"{activity.id} ({when:nl})"))
            if off:
                begins = _begins(index, start)
                sentence = Phrase(
                    f"Block {block.id} {begins}, out of step: {listed(off)}",
                    f"Blok {block.id} {begins:nl}, uit de pas: {listed(off):nl}",
                )
                yield self.breach(len(off), (block.id,), sentence)

    def _section(
        self, index: SchoolIndex, roster: RosterView, section: str, hosts: tuple[str, ...]
    ) -> Iterator[Violation]:
        start = roster.block_start.get(section)
        moments = {roster.block_start[host] for host in hosts if host in roster.block_start}
        if start is not None and start not in moments:
            known = listed(moment(index.grid, slot) for slot in sorted(moments)) or Phrase(
                "nowhere", "nergens"
            )
            begins = moment(index.grid, start)
            sentence = Phrase(
                f"{section} starts {begins}, the moments are {known}",
                f"{section} begint {begins:nl}, de momenten zijn {known:nl}",
            )
            yield self.breach(1, (section,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Followers of the block's first event; sections start with a moment."""
        for block in frame.plan.blocks:
            if block.hosts:
                yield self._with_a_moment(index, frame, setting, block.id, block.hosts)
                continue
            anchor = frame.anchor[block.id]
            followers = tuple(
                (frame.event[activity.id], activity.offset)
                for activity in block.activities
                if frame.event[activity.id] != anchor
            )
            if followers:
                count = len(block.activities)
                sentence = f"The {count} activities of block {block.id} run together as planned"
                yield AlignStarts(
                    **self.common(setting, (block.id,), sentence), anchor=anchor, followers=followers
                )

    def _with_a_moment(
        self, index: SchoolIndex, frame: Frame, setting: Setting, section: str, hosts: tuple[str, ...]
    ) -> Constraint:
        event = frame.event[section]
        together = tuple(
            All((StartsAt(event, time), AnyOf(tuple(StartsAt(frame.anchor[host], time) for host in hosts))))
            for time in range(index.grid.size)
        )
        terms = (Term(1, Placed(event)), Term(-1, AnyOf(together)))
        return LimitSum(
            **self.common(setting, (section,), f"Workshop {section} starts at one of the moments"),
            sums=(Sum(section, terms, maximum=0),),
        )


def _begins(index: SchoolIndex, start: int | None) -> Phrase:
    if start is None:
        return Phrase("is not held", "valt uit")
    when = moment(index.grid, start)
    return Phrase(f"starts {when}", f"begint {when:nl}")
