"""The state's elementary changes, each adjusting every cost it touches; all compiled.

``a`` and ``v`` are the tables of ``layout``; ``c`` holds the costs: infeasibility, objective. Sums of
deviations are kept per monitor, so that a change costs what it touches, never the whole.
"""

from __future__ import annotations

from vlecht.solver.jit import compiled, opaque
from vlecht.solver.local.desk import costs, state, tables
from vlecht.solver.local.layout import (
    BUSY,
    EVENT_ALWAYS,
    EVENT_DURATION,
    EVENT_LINK,
    EVENT_OPEN,
    EVENT_ORDER,
    EVENT_PART,
    EVENT_PREFER,
    EVENT_SPLIT,
    EVENT_SPREAD,
    EVENT_UNTIMED,
    EVENTS,
    MONITOR,
    MONITOR_ROW,
    MONITORS,
    PART_EVENT,
    PARTS,
    RESOURCE_CLASH,
    RESOURCE_LOAD,
    RESOURCES,
    ROLE_LOAD,
    ROLE_PREFER,
    ROLE_UNFILLED,
    ROLE_WHOLE,
    SLOT,
    SLOT_ROW,
    TIMES,
    V_BUSY,
    V_COVER,
    V_DURATION,
    V_IDLE,
    V_LOAD,
    V_OCCUPANT,
    V_RUN,
    V_SPAN,
    V_START,
    V_SUM,
    V_WHO,
    V_WHOLE,
    WIDTH,
    Ints,
)


@compiled
def monitor_cost(desk: int, monitor: int, total: int) -> int:
    """What a monitor costs with that sum."""
    a = tables(desk)
    row = a[MONITOR] + monitor * MONITOR_ROW
    deviation = max(0, int(a[row]) - total, total - int(a[row + 1]))
    if deviation == 0:
        return 0
    if a[row + 2] != 1:
        unit = int(a[row + 2])
        deviation = (deviation + unit - 1) // unit
    if a[row + 3] == 1:
        deviation = deviation * deviation
    elif a[row + 3] == 2:
        deviation = 1
    return deviation * int(a[row + 4])


@compiled
def bump(desk: int, monitor: int, delta: int) -> None:
    """Change a monitor's sum."""
    a = tables(desk)
    v = state(desk)
    c = costs(desk)
    place = a[V_SUM] + monitor
    old = int(v[place])
    v[place] = old + delta
    c[1 - a[a[MONITOR] + monitor * MONITOR_ROW + 5]] += monitor_cost(
        desk, monitor, old + delta
    ) - monitor_cost(desk, monitor, old)


@compiled
def whole_cost(desk: int) -> None:
    """Compute both costs from the sums."""
    a = tables(desk)
    v = state(desk)
    c = costs(desk)
    c[0] = 0
    c[1] = 0
    for monitor in range(a[MONITORS]):
        hard = a[a[MONITOR] + monitor * MONITOR_ROW + 5]
        c[1 - hard] += monitor_cost(desk, monitor, int(v[a[V_SUM] + monitor]))


@compiled
def outside(value: int, low: int, high: int) -> int:
    """How far a value is outside its limits."""
    return max(0, low - value, value - high)


@opaque
def turn(desk: int, resource: int, time: int, sign: int) -> int:
    """The resource becomes busy (sign 1) or free (-1) at the time."""
    a = tables(desk)
    v = state(desk)
    row = a[BUSY] + resource * a[TIMES] + time
    for entry in range(a[row], a[row + 1]):
        slot = a[entry]
        if slot < 0:
            bump(desk, -1 - slot, sign)
            continue
        place = a[V_BUSY] + slot
        before = v[place]
        after = before + sign
        v[place] = after
        record = a[SLOT] + slot * SLOT_ROW
        more = 0
        if a[record + 4]:
            idle = 0
            if after > 1:
                i = a[record]
                j = a[record + 1] - 1
                base = a[V_LOAD] + resource * a[TIMES]
                while v[base + a[i]] == 0:
                    i += 1
                while v[base + a[j]] == 0:
                    j -= 1
                idle = j - i + 1 - after
            more = idle - v[a[V_IDLE] + slot]
            v[a[V_IDLE] + slot] = idle
        for link in range(a[record + 2], a[record + 3], 4):
            kind = a[link]
            if kind == 2:
                if more != 0:
                    bump(desk, a[link + 1], more)
            elif kind == 1:
                if (before == 0) != (after == 0):
                    bump(desk, a[link + 1], sign)
            else:
                low, high = a[link + 2], a[link + 3]
                was = outside(before, low, high) if before > 0 else 0
                now = outside(after, low, high) if after > 0 else 0
                if now != was:
                    bump(desk, a[link + 1], now - was)
    return 0


@compiled
def attend(desk: int, resource: int, time: int, part: int, sign: int) -> None:
    """The resource attends (sign 1) or no longer attends (-1) a part at the time."""
    a = tables(desk)
    v = state(desk)
    place = resource * a[TIMES] + time
    load = a[V_LOAD] + place
    before = v[load]
    v[load] = before + sign
    v[a[V_OCCUPANT] + place] += sign * (part + 1)
    # Above one, every further sub-event is a clash.
    if before + sign > 1 or before > 1:
        row = a[RESOURCE_CLASH] + resource
        for entry in range(a[row], a[row + 1]):
            bump(desk, a[entry], sign)
    if before == 0 or before + sign == 0:
        turn(desk, resource, time, sign)


@opaque
def order(desk: int, event: int) -> int:
    """Count anew how the event lies beside those it is ordered with."""
    a = tables(desk)
    v = state(desk)
    row = a[EVENT_ORDER] + event
    for entry in range(a[row], a[row + 1], 5):
        end, start = -1, 1 << 30
        for part in range(a[a[EVENT_PART] + a[entry]], a[a[EVENT_PART] + a[entry] + 1]):
            if v[a[V_DURATION] + part] > 0 and v[a[V_START] + part] >= 0:
                end = max(end, v[a[V_START] + part] + v[a[V_DURATION] + part])
        for part in range(a[a[EVENT_PART] + a[entry + 1]], a[a[EVENT_PART] + a[entry + 1] + 1]):
            if v[a[V_DURATION] + part] > 0 and v[a[V_START] + part] >= 0:
                start = min(start, v[a[V_START] + part])
        amount = 0
        if end >= 0 and start < 1 << 30:
            amount = outside(start - end, a[entry + 2], a[entry + 3])
        bump(desk, a[entry + 4], amount - v[a[V_SUM] + a[entry + 4]])
    return 0


@opaque
def shift(desk: int, part: int, start: int, sign: int) -> int:
    """Lay a part at a time (sign 1) or lift it from there (-1)."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    duration = v[a[V_DURATION] + part]
    v[a[V_START] + part] = start if sign > 0 else -1
    row = a[EVENT_UNTIMED] + event
    for entry in range(a[row], a[row + 1]):
        bump(desk, a[entry], -sign * duration)
    row = a[EVENT_PREFER] + event
    for entry in range(a[row], a[row + 1], 3):
        if (a[entry + 1] == 0 or a[entry + 1] == duration) and a[a[entry + 2] + start] == 0:
            bump(desk, a[entry], sign * duration)
    row = a[EVENT_SPREAD] + event
    for entry in range(a[row], a[row + 1], 3):
        spans = a[entry + 1] + start
        for span in range(a[spans], a[spans + 1], 3):
            place = a[V_SPAN] + a[entry] + a[span]
            before = v[place]
            v[place] = before + sign
            now = outside(before + sign, a[span + 1], a[span + 2])
            was = outside(before, a[span + 1], a[span + 2])
            if now != was:
                bump(desk, a[entry + 2], now - was)
    always = a[EVENT_ALWAYS] + event
    who = a[V_WHO] + part * a[WIDTH]
    open_ = a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]
    links = a[EVENT_LINK] + event
    for time in range(start, start + duration):
        cover = a[V_COVER] + event * a[TIMES] + time
        before = v[cover]
        v[cover] = before + sign
        if before == 0 or before + sign == 0:
            for entry in range(a[links], a[links + 1], 3):
                place = a[V_RUN] + a[entry] * a[TIMES] + time
                running = v[place]
                v[place] = running + sign
                was = 1 if 0 < running < a[entry + 2] else 0
                now = 1 if 0 < running + sign < a[entry + 2] else 0
                if now != was:
                    bump(desk, a[entry + 1], now - was)
        for entry in range(a[always], a[always + 1]):
            attend(desk, a[entry], time, part, sign)
        for role in range(open_):
            if v[who + role] >= 0:
                attend(desk, v[who + role], time, part, sign)
    if a[a[EVENT_ORDER] + event] < a[a[EVENT_ORDER] + event + 1]:
        order(desk, event)
    return 0


@opaque
def fill(desk: int, part: int, role: int, resource: int, sign: int) -> int:
    """Put a resource into an open role of a part (sign 1) or take it out (-1)."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    duration = v[a[V_DURATION] + part]
    open_ = a[a[EVENT_OPEN] + event] + role
    v[a[V_WHO] + part * a[WIDTH] + role] = resource if sign > 0 else -1
    row = a[ROLE_UNFILLED] + open_
    for entry in range(a[row], a[row + 1]):
        bump(desk, a[entry], -sign * duration)
    row = a[ROLE_PREFER] + open_
    for entry in range(a[row], a[row + 1], 2):
        if a[a[entry + 1] + resource] == 0:
            bump(desk, a[entry], sign * duration)
    row = a[ROLE_WHOLE] + open_
    for entry in range(a[row], a[row + 1], 2):
        place = a[V_WHOLE] + a[entry] * a[RESOURCES] + resource
        before = v[place]
        v[place] = before + sign
        if before == 0 or before + sign == 0:
            bump(desk, a[entry + 1], sign)
    row = a[RESOURCE_LOAD] + resource
    for entry in range(a[row], a[row + 1]):
        unit = a[a[MONITOR] + a[entry] * MONITOR_ROW + 2]
        share = a[a[ROLE_LOAD] + open_] * (unit // a[a[EVENT_DURATION] + event])
        bump(desk, a[entry], sign * duration * share)
    start = v[a[V_START] + part]
    if start >= 0:
        for time in range(start, start + duration):
            attend(desk, resource, time, part, sign)
    return 0


@opaque
def size(desk: int, part: int, duration: int) -> int:
    """Give a part that has no time and nobody in its roles another duration; 0 is no part at all."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    more = duration - v[a[V_DURATION] + part]
    v[a[V_DURATION] + part] = duration
    row = a[EVENT_UNTIMED] + event
    for entry in range(a[row], a[row + 1]):
        bump(desk, a[entry], more)
    for open_ in range(a[a[EVENT_OPEN] + event], a[a[EVENT_OPEN] + event + 1]):
        row = a[ROLE_UNFILLED] + open_
        for entry in range(a[row], a[row + 1]):
            bump(desk, a[entry], more)
    return 0


@opaque
def recount(desk: int, event: int) -> int:
    """Count anew into which parts the event is split."""
    a = tables(desk)
    v = state(desk)
    row = a[EVENT_SPLIT] + event
    for entry in range(a[row], a[row + 1], 5):
        amount = 0
        misfits = 0
        least = a[entry + 1]
        for part in range(a[a[EVENT_PART] + event], a[a[EVENT_PART] + event + 1]):
            duration = v[a[V_DURATION] + part]
            if duration > 0:
                if least == 0:
                    amount += 1 if duration == a[entry + 2] else 0
                else:
                    amount += 1
                    if duration < least or duration > a[entry + 2]:
                        misfits += 1
        total = misfits + outside(amount, a[entry + 3], a[entry + 4])
        bump(desk, a[entry], total - v[a[V_SUM] + a[entry]])
    return 0


@compiled
def lay(desk: int, head: Ints) -> None:
    """Build the state that a head means (durations, starts, resources), from an empty state on.

    Sums must hold what every solution has; the costs are computed anew.
    """
    a = tables(desk)
    parts, width = a[PARTS], a[WIDTH]
    for part in range(parts):
        if head[part] > 0:
            size(desk, part, head[part])
            if head[parts + part] >= 0:
                shift(desk, part, head[parts + part], 1)
            for role in range(width):
                if head[2 * parts + part * width + role] >= 0:
                    fill(desk, part, role, head[2 * parts + part * width + role], 1)
    for event in range(a[EVENTS]):
        recount(desk, event)
    whole_cost(desk)
