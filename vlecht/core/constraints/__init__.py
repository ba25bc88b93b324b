"""Core constraints, one file each: the sixteen of XHSTT and ours."""

from vlecht.core.constraints.align_starts import AlignStarts
from vlecht.core.constraints.apart import Apart
from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.avoid_lone import AvoidLone
from vlecht.core.constraints.avoid_overlap import AvoidOverlap
from vlecht.core.constraints.avoid_split_assignments import AvoidSplitAssignments
from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.capacity import Capacity
from vlecht.core.constraints.cluster_busy_times import ClusterBusyTimes
from vlecht.core.constraints.count_pairs import CountPairs
from vlecht.core.constraints.cover_times import CoverTimes
from vlecht.core.constraints.distribute_split_events import DistributeSplitEvents
from vlecht.core.constraints.group_size import GroupSize
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.core.constraints.level_spread import LevelSpread
from vlecht.core.constraints.limit_busy_times import LimitBusyTimes
from vlecht.core.constraints.limit_companions import LimitCompanions
from vlecht.core.constraints.limit_crowd import LimitCrowd
from vlecht.core.constraints.limit_greatest import LimitGreatest
from vlecht.core.constraints.limit_idle_times import LimitIdleTimes
from vlecht.core.constraints.limit_load import LimitLoad
from vlecht.core.constraints.limit_pool import LimitPool
from vlecht.core.constraints.limit_range import LimitRange
from vlecht.core.constraints.limit_sum import LimitSum
from vlecht.core.constraints.limit_transitions import LimitTransitions
from vlecht.core.constraints.limit_workload import LimitWorkload
from vlecht.core.constraints.link_events import LinkEvents
from vlecht.core.constraints.order_events import OrderEvents
from vlecht.core.constraints.prefer_resources import PreferResources
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.core.constraints.require_company import RequireCompany
from vlecht.core.constraints.require_gap import RequireGap
from vlecht.core.constraints.split_events import SplitEvents
from vlecht.core.constraints.spread_events import SpreadEvents
from vlecht.core.constraints.supervision import Supervision
from vlecht.core.constraints.together import Together
from vlecht.core.constraints.travel_time import TravelTime

OWN_CONSTRAINTS: tuple[type[Constraint], ...] = (
    AlignStarts,
    Apart,
    AvoidLone,
    AvoidOverlap,
    Capacity,
    CountPairs,
    CoverTimes,
    GroupSize,
    LevelBalance,
    LevelSpread,
    LimitCompanions,
    LimitCrowd,
    LimitGreatest,
    LimitLoad,
    LimitPool,
    LimitRange,
    LimitSum,
    LimitTransitions,
    RequireCompany,
    RequireGap,
    Supervision,
    Together,
    TravelTime,
)
"""Ours, in the order of their names."""

XHSTT_CONSTRAINTS: tuple[type[Constraint], ...] = (
    AssignResource,
    AssignTime,
    AvoidClashes,
    AvoidSplitAssignments,
    AvoidUnavailableTimes,
    ClusterBusyTimes,
    DistributeSplitEvents,
    LimitBusyTimes,
    LimitIdleTimes,
    LimitWorkload,
    LinkEvents,
    OrderEvents,
    PreferResources,
    PreferTimes,
    SplitEvents,
    SpreadEvents,
)
"""The sixteen of XHSTT, in the order of their names; each ``kind`` is the format's element name."""
