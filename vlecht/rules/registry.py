"""All rules, in the order in which they are judged and shown. Adding a rule is adding its line here."""

from __future__ import annotations

from vlecht.rules.age_span import AgeSpan
from vlecht.rules.aligned_blocks import AlignedBlocks
from vlecht.rules.attribute_mix import AttributeMix
from vlecht.rules.availability import StaffAvailability
from vlecht.rules.balanced_sizes import BalancedSizes
from vlecht.rules.base import Rule
from vlecht.rules.break_duty import BreakDuty
from vlecht.rules.change_budget import ChangeBudget
from vlecht.rules.contact_minutes import ContactMinutes
from vlecht.rules.curriculum_minutes import CurriculumMinutes
from vlecht.rules.day_part import DayPart
from vlecht.rules.end_responsible_in_reach import EndResponsibleInReach
from vlecht.rules.equipment import Equipment
from vlecht.rules.few_faces import FewFaces
from vlecht.rules.few_room_changes import FewRoomChanges
from vlecht.rules.fixed_time import FixedTime
from vlecht.rules.freed_teacher import FreedTeacher
from vlecht.rules.friend_near import FriendNear
from vlecht.rules.group_membership import GroupMembership
from vlecht.rules.group_size import GroupSize
from vlecht.rules.handovers import Handovers
from vlecht.rules.heavy_support import HeavySupport
from vlecht.rules.helper_present import HelperPresent
from vlecht.rules.home_language import HomeLanguage
from vlecht.rules.home_teacher_minutes import HomeTeacherMinutes
from vlecht.rules.independent_minutes import IndependentMinutes
from vlecht.rules.instruction_minutes import InstructionMinutes
from vlecht.rules.keep_apart import KeepApart
from vlecht.rules.keep_together import KeepTogether
from vlecht.rules.lead_capacity import LeadCapacity
from vlecht.rules.lesson_time import LessonTime
from vlecht.rules.level_mix import LevelMix
from vlecht.rules.meet_new_people import MeetNewPeople
from vlecht.rules.meetings_held import MeetingsHeld
from vlecht.rules.missed_lessons import MissedLessons
from vlecht.rules.moves_asked import MovesAsked
from vlecht.rules.not_alone import NotAlone
from vlecht.rules.other_groups import OtherGroups
from vlecht.rules.own_room import OwnRoom
from vlecht.rules.pins import Pins
from vlecht.rules.prefers import Prefers
from vlecht.rules.prerequisites import Prerequisites
from vlecht.rules.presence import Presence
from vlecht.rules.pupil_one_activity import PupilOneActivity
from vlecht.rules.pupil_supervised import PupilSupervised
from vlecht.rules.qualified import Qualified
from vlecht.rules.rather_not import RatherNot
from vlecht.rules.reserved_seats import ReservedSeats
from vlecht.rules.room_capacity import RoomCapacity
from vlecht.rules.room_one_activity import RoomOneActivity
from vlecht.rules.room_shared import RoomShared
from vlecht.rules.room_suitable import RoomSuitable
from vlecht.rules.same_groups import SameGroups
from vlecht.rules.sections_per_moment import SectionsPerMoment
from vlecht.rules.session_length import SessionLength
from vlecht.rules.spread_mix import SpreadMix
from vlecht.rules.spread_over_days import SpreadOverDays
from vlecht.rules.stability import Stability
from vlecht.rules.staff_break import StaffBreak
from vlecht.rules.staff_gaps import StaffGaps
from vlecht.rules.staff_one_activity import StaffOneActivity
from vlecht.rules.staffed import Staffed
from vlecht.rules.supervision_ratio import SupervisionRatio
from vlecht.rules.support_times import SupportTimes
from vlecht.rules.support_windows import SupportWindows
from vlecht.rules.target_size import TargetSize
from vlecht.rules.travel_time import TravelTimeRule
from vlecht.rules.visits import Visits
from vlecht.rules.wishes import Wishes
from vlecht.rules.working_days import WorkingDays
from vlecht.rules.workload_spread import WorkloadSpread
from vlecht.rules.workshop_once import WorkshopOnce
from vlecht.rules.worst_served import WorstServed
from vlecht.rules.worth import Worth

RULES: tuple[Rule, ...] = (
    PupilOneActivity(),
    PupilSupervised(),
    GroupMembership(),
    CurriculumMinutes(),
    SessionLength(),
    LessonTime(),
    FixedTime(),
    AlignedBlocks(),
    SpreadOverDays(),
    DayPart(),
    GroupSize(),
    TargetSize(),
    ReservedSeats(),
    BalancedSizes(),
    LevelMix(),
    SpreadMix(),
    AttributeMix(),
    NotAlone(),
    FriendNear(),
    KeepApart(),
    KeepTogether(),
    HeavySupport(),
    HelperPresent(),
    AgeSpan(),
    HomeLanguage(),
    SameGroups(),
    OtherGroups(),
    MeetNewPeople(),
    Stability(),
    ChangeBudget(),
    MovesAsked(),
    Wishes(),
    Worth(),
    WorstServed(),
    WorkshopOnce(),
    Prerequisites(),
    SectionsPerMoment(),
    Visits(),
    InstructionMinutes(),
    IndependentMinutes(),
    SupportTimes(),
    SupportWindows(),
    MissedLessons(),
    SupervisionRatio(),
    Equipment(),
    Staffed(),
    Qualified(),
    LeadCapacity(),
    EndResponsibleInReach(),
    StaffOneActivity(),
    StaffAvailability(),
    WorkingDays(),
    RatherNot(),
    Prefers(),
    ContactMinutes(),
    WorkloadSpread(),
    StaffBreak(),
    TravelTimeRule(),
    BreakDuty(),
    MeetingsHeld(),
    Presence(),
    FreedTeacher(),
    StaffGaps(),
    Handovers(),
    RoomSuitable(),
    RoomShared(),
    RoomOneActivity(),
    RoomCapacity(),
    OwnRoom(),
    FewRoomChanges(),
    FewFaces(),
    HomeTeacherMinutes(),
    Pins(),
)

ABOUT_GROUPS = frozenset(
    (
        "group_membership",
        "group_size",
        "target_size",
        "reserved_seats",
        "balanced_sizes",
        "level_mix",
        "spread_mix",
        "attribute_mix",
        "not_alone",
        "friend_near",
        "keep_apart",
        "keep_together",
        "heavy_support",
        "helper_present",
        "age_span",
        "home_language",
        "same_groups",
        "other_groups",
        "meet_new_people",
        "stability",
        "change_budget",
        "moves_asked",
        "wishes",
        "worth",
        "worst_served",
        "workshop_once",
        "prerequisites",
    )
)
"""Rules about who learns with whom: groups alone can be judged by them, without a timetable."""

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}
"""Rule id -> rule."""
