"""Instruction groups have a fitting size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import AnyDelivery, ClassDelivery, CoTaughtDelivery, FixedDelivery, Size
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class GroupSize(Rule):
    """Per instruction group: members outside the least and most of its delivery; guests do not count.

    For a workshop section the limits are its offer's: at least ``min``, at most ``capacity``. Of all other
    groups the most is also limited per form, and per year that the delivery's home groups have.
    """

    id = "group_size"
    words = Phrase(
        "Every instruction group has at least and at most as many members as its delivery says.",
        "Elke instructiegroep heeft minstens en hoogstens zoveel leden als de werkvorm zegt.",
    )
    unit = Phrase("pupils", "leerlingen")
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "max_by_form": Parameter({}, "form -> members at most, whatever the deliveries of that form say"),
        "max_by_year": Parameter({}, "year -> members at most in groups of deliveries for that year"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        for delivery in index.school.deliveries:
            for name in roster.plan.groups_of.get(delivery.id, ()):
                group = roster.group.get(name)
                size = 0 if group is None else len(group.members)
                if delivery.form == "workshops":
                    offer = next(
                        o for o in delivery.offers if name.rpartition(".")[0] == f"{delivery.id}.{o.id}"
                    )
                    least, most = offer.min, offer.capacity
                elif isinstance(delivery, ClassDelivery | CoTaughtDelivery | FixedDelivery):
                    continue
                else:
                    least, most = delivery.size.min, delivery.size.max
                    by_form, by_year = (setting.params[f"max_by_{what}"] for what in ("form", "year"))
                    most = min(most, by_form.get(delivery.form, most))
                    years = [year for home in delivery.home_groups for year in index.home_groups[home].years]
                    most = min([most, *(by_year[str(y)] for y in years if str(y) in by_year)])
                if size < least:
                    members = counted(size, "member")
                    who = listed(roster.members_in(name), 4)
                    names = Phrase(f" ({who})", f" ({who:nl})") if size else who
                    sentence = Phrase(
                        f"Group {name} has {members}, {least - size} below {least}{names}",
                        f"Groep {name} heeft {members:nl}, {least - size} onder {least}{names:nl}",
                    )
                    yield self.breach(least - size, (name,), sentence)
                elif size > most:
                    members, who = counted(size, "member"), listed(roster.members_in(name), 4)
                    sentence = Phrase(
                        f"Group {name} has {members}, {size - most} above {most} ({who})",
                        f"Groep {name} heeft {members:nl}, {size - most} boven {most} ({who:nl})",
                    )
                    yield self.breach(size - most, (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Joined members per group, per delivery."""
        for delivery in index.school.deliveries:
            members = [
                pupil
                for choice in frame.plan.choices
                if choice.delivery == delivery.id and not choice.guest
                for pupil in choice.pupils
            ]
            sums = tuple(
                Sum(
                    name,
                    tuple(Term(1, Joins(frame.pupil[pupil], frame.group[name])) for pupil in members),
                    limits.min,
                    limits.max,
                )
                for name, limits in _limits(index, delivery, frame, setting).items()
            )
            if sums:
                yield LimitSum(
                    **self.common(setting, (delivery.id,), f"Groups of {delivery.id} have a fitting size"),
                    sums=sums,
                )


def _limits(index: SchoolIndex, delivery: AnyDelivery, frame: Frame, setting: Setting) -> dict[str, Size]:
    """Group -> its limits, by the order in which the plan numbers groups and sections."""
    names = frame.plan.groups_of.get(delivery.id, ())
    if delivery.form == "workshops":
        sizes = [Size(min=o.min, max=o.capacity) for o in delivery.offers for _ in range(o.sections)]
        return dict(zip(names, sizes, strict=True))
    if isinstance(delivery, ClassDelivery | CoTaughtDelivery | FixedDelivery):
        return {}
    years = index.years_of(delivery.home_groups)
    tightest = [
        *(most for form, most in setting.params["max_by_form"].items() if form == delivery.form),
        *(most for year, most in setting.params["max_by_year"].items() if int(year) in years),
        delivery.size.max,
    ]
    return dict.fromkeys(names, Size(min=delivery.size.min, max=max(1, min(tightest))))
