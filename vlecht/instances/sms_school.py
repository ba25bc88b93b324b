"""Requests for courses as a school of ours: courses are workshops, and blocks are the hours of one day.

In two stages short and long courses are workshops of their own, as published; jointly all nine blocks are
moments of one delivery. Who has no course in a block is in the study hall.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from vlecht.instances.findings import InputError
from vlecht.instances.school_json import examine_data
from vlecht.instances.sms import GRADES, LONG, SHORT, CourseRequests, CourseSection
from vlecht.models.school import School
from vlecht.models.words import format_clock
from vlecht.rules.registry import RULES

SHARED_SEATS = 18
"""Pupils at most in a section of a course with more than one."""
OPENS, HOUR = 8 * 60, 60
MOST_SHORT = {1: 6, 2: 7, 3: 7}
MOST_LONG, FEWEST_LONG = {4: 5, 5: 5, 6: 5, 7: 5, 8: 4, 9: 5}, 4
"""Sections in a block."""
STUDY = "study"


def sms_school(
    found: CourseRequests,
    *,
    joint: bool = False,
    free: Collection[int] = (),
    placed: Mapping[tuple[int, int], int] | None = None,
) -> School:
    """The school of such data. ``free``: courses whose fixed blocks do not count. ``placed``: blocks of all
    sections."""
    stages = {"courses": (*SHORT, *LONG)} if joint else {"short": SHORT, "long": LONG}
    homes = [f"grade-{grade}" for grade in GRADES if grade in found.grades.values()]
    window = {"start": format_clock(OPENS), "end": format_clock(OPENS + HOUR * len((*SHORT, *LONG)))}
    worth: dict[str, dict[str, int]] = {}
    for request in found.requests:
        worth.setdefault(request.pupil, {})[_offer(request.course)] = found.worth(request)
    teachers = dict.fromkeys(section.teacher for section in found.sections)
    data: dict[str, Any] = {
        "format_version": 1,
        "id": "sms",
        "name": "Courses on request",
        "calendar": {"days": ["mon"], "slot_minutes": HOUR, "lessons": [window], "opening": [window]},
        "sites": [{"id": "school"}],
        "rooms": [
            {"id": f"room-{number}", "site": "school", "capacity": len(found.grades), "concurrent": 1}
            for number in range(1, 2 + max((*MOST_SHORT.values(), *MOST_LONG.values())))
        ],
        "subjects": [{"id": stage} for stage in stages],
        "clusters": [{"id": "school", "team": [*teachers, STUDY]}],
        "home_groups": [
            {"id": home, "years": [grade], "cluster": "school"}
            for home, grade in zip(homes, GRADES, strict=False)
        ],
        "pupils": [
            {"id": pupil, "year": grade, "home_group": f"grade-{grade}", "worth": worth[pupil]}
            for pupil, grade in found.grades.items()
        ],
        "roles": [{"id": "teacher", "end_responsible": True, "functions": {"lead": "alone"}}],
        "staff": [
            {"id": name, "roles": ["teacher"], "contact_minutes": HOUR * len((*SHORT, *LONG))}
            for name in (*teachers, STUDY)
        ],
        "curriculum": [
            {
                "subject": stage,
                "minutes": HOUR * len(blocks),
                "usual": HOUR,
                "shortest": HOUR,
                "longest": HOUR,
                "max_per_day": len(blocks),
            }
            for stage, blocks in stages.items()
        ],
        "deliveries": [_delivery(found, stage, blocks, homes) for stage, blocks in stages.items()],
        "pins": [
            _pin(section, stages, placed, free) for section in found.sections if placed or section.block
        ],
        "policy": {
            "rules": {
                rule.id: {"mode": "off"}
                for rule in RULES
                if (rule.mode == "soft" and rule.id != "worth") or rule.id == "staff_break"
            }
        },
    }
    data["pins"] = [pin for pin in data["pins"] if pin]
    reading = examine_data("sms", data)
    if reading.school is None:
        raise InputError(reading.findings)
    return reading.school


def _offer(course: int) -> str:
    return f"course-{course}"


def _delivery(found: CourseRequests, stage: str, blocks: tuple[int, ...], homes: list[str]) -> dict[str, Any]:
    pupils = len(found.grades)
    offers = [
        {
            "id": _offer(course),
            "title": sections[0].name,
            "capacity": SHARED_SEATS if len(sections) > 1 else pupils,
            "min": 0,
            "sections": len(sections),
            "section_leads": [section.teacher for section in sections],
            "parallel": False,
            "moments": [n for n, block in enumerate(blocks, 1) if block in sections[0].blocks],
        }
        for course, sections in found.courses.items()
        if set(sections[0].blocks) <= set(blocks)
    ]
    study = {"id": STUDY, "capacity": pupils, "min": 0, "sections": len(blocks), "leads": [STUDY]}
    study |= {"repeat": "often", "parallel": False}
    return {
        "form": "workshops",
        "id": stage,
        "subject": stage,
        "home_groups": homes,
        "offers": [*offers, study],
        "moments": [
            {"max_sections": MOST_SHORT[block]}
            if block in SHORT
            else {"min_sections": FEWEST_LONG, "max_sections": MOST_LONG[block]}
            for block in blocks
        ],
    }


def _pin(
    section: CourseSection,
    stages: Mapping[str, tuple[int, ...]],
    placed: Mapping[tuple[int, int], int] | None,
    free: Collection[int],
) -> dict[str, Any] | None:
    given = None if section.course in free else section.block
    block = placed[section.course, section.number] if placed else given
    if block is None:
        return None
    stage, blocks = next((stage, blocks) for stage, blocks in stages.items() if block in blocks)
    name = f"{stage}.{_offer(section.course)}.{section.number}"
    return {"what": "moment", "section": name, "moment": blocks.index(block) + 1}
