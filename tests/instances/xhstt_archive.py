"""A small archive that uses everything the format has, written by hand for the tests."""

ARCHIVE = """<?xml version="1.0" encoding="UTF-8"?>
<HighSchoolTimetableArchive Id="small">
  <MetaData><Name>Small</Name><Contributor>Drawn by hand</Contributor></MetaData>
  <Instances>
    <Instance Id="Tiny">
      <MetaData>
        <Name>Tiny school</Name><Contributor>Drawn by hand</Contributor><Date>2026</Date>
        <Country>Nowhere</Country><Description>Two days of two times</Description><Remarks/>
      </MetaData>
      <Times>
        <TimeGroups>
          <Week Id="W"><Name>Week</Name></Week>
          <Day Id="Mo"><Name>Monday</Name></Day><Day Id="Tu"><Name>Tuesday</Name></Day>
          <TimeGroup Id="early"><Name>Early</Name></TimeGroup>
        </TimeGroups>
        <Time Id="Mo1" Color="#ffffff"><Name>Monday 1</Name><Day Reference="Mo"/><Week Reference="W"/>
          <TimeGroups><TimeGroup Reference="early"/></TimeGroups></Time>
        <Time Id="Mo2"><Name>Monday 2</Name><Day Reference="Mo"/><Week Reference="W"/></Time>
        <Time Id="Tu1"><Name>Tuesday 1</Name><Day Reference="Tu"/><Week Reference="W"/>
          <TimeGroups><TimeGroup Reference="early"/></TimeGroups></Time>
        <Time Id="Tu2"><Name>Tuesday 2</Name><Day Reference="Tu"/><Week Reference="W"/></Time>
      </Times>
      <Resources>
        <ResourceTypes>
          <ResourceType Id="Teacher"><Name>Teachers</Name></ResourceType>
          <ResourceType Id="Class"><Name>Classes</Name></ResourceType>
        </ResourceTypes>
        <ResourceGroups>
          <ResourceGroup Id="staff"><Name>Staff</Name><ResourceType Reference="Teacher"/></ResourceGroup>
          <ResourceGroup Id="all"><Name>All classes</Name><ResourceType Reference="Class"/></ResourceGroup>
        </ResourceGroups>
        <Resource Id="Ann"><Name>Ann</Name><ResourceType Reference="Teacher"/>
          <ResourceGroups><ResourceGroup Reference="staff"/></ResourceGroups></Resource>
        <Resource Id="Bob"><Name>Bob</Name><ResourceType Reference="Teacher"/>
          <ResourceGroups><ResourceGroup Reference="staff"/></ResourceGroups></Resource>
        <Resource Id="C1" Color="#00ff00"><Name>1</Name><ResourceType Reference="Class"/>
          <ResourceGroups><ResourceGroup Reference="all"/></ResourceGroups></Resource>
        <Resource Id="C2"><Name>2</Name><ResourceType Reference="Class"/>
          <ResourceGroups><ResourceGroup Reference="all"/></ResourceGroups></Resource>
      </Resources>
      <Events>
        <EventGroups>
          <Course Id="maths"><Name>Maths</Name></Course>
          <EventGroup Id="everything"><Name>Everything</Name></EventGroup>
        </EventGroups>
        <Event Id="m1" Color="#0000ff"><Name>Maths 1</Name><Duration>2</Duration><Workload>3</Workload>
          <Course Reference="maths"/>
          <Resources>
            <Resource><Role>lead</Role><ResourceType Reference="Teacher"/><Workload>4</Workload></Resource>
            <Resource Reference="C1"><Role>class</Role><ResourceType Reference="Class"/></Resource>
          </Resources>
          <EventGroups><EventGroup Reference="everything"/></EventGroups></Event>
        <Event Id="m2"><Name>Maths 2</Name><Duration>1</Duration><Course Reference="maths"/>
          <Resources>
            <Resource><Role>lead</Role><ResourceType Reference="Teacher"/></Resource>
            <Resource Reference="C2"/>
          </Resources>
          <EventGroups><EventGroup Reference="everything"/></EventGroups></Event>
        <Event Id="party"><Name>Party</Name><Duration>1</Duration><Time Reference="Tu2"/>
          <ResourceGroups><ResourceGroup Reference="all"/></ResourceGroups>
          <EventGroups><EventGroup Reference="everything"/></EventGroups></Event>
      </Events>
      <Constraints>
CONSTRAINTS
      </Constraints>
    </Instance>
  </Instances>
  <SolutionGroups>
    <SolutionGroup Id="by hand">
      <MetaData><Contributor>Drawn by hand</Contributor><Date>2026</Date><Description>Good</Description>
        <Publication>none</Publication><Remarks>none</Remarks></MetaData>
      <Solution Reference="Tiny">
        <Description>First</Description><RunningTime>1.5</RunningTime>
        <Events>
          <Event Reference="m1"><Duration>1</Duration><Time Reference="Mo1"/>
            <Resources><Resource Reference="Ann"><Role>lead</Role></Resource></Resources></Event>
          <Event Reference="m1"><Duration>1</Duration><Time Reference="Tu1"/>
            <Resources><Resource Reference="Bob"><Role>lead</Role></Resource></Resources></Event>
          <Event Reference="m2"><Time Reference="Mo1"/>
            <Resources><Resource Reference="Ann"><Role>lead</Role></Resource></Resources></Event>
        </Events>
        <Report><InfeasibilityValue>9</InfeasibilityValue><ObjectiveValue>9</ObjectiveValue></Report>
      </Solution>
      <Solution Reference="Tiny"><Events/></Solution>
    </SolutionGroup>
  </SolutionGroups>
</HighSchoolTimetableArchive>
"""

_EVENTS = "<EventGroups><EventGroup Reference='everything'/></EventGroups>"
_LEAD = "<Role>lead</Role>"
_STAFF = "<ResourceGroups><ResourceGroup Reference='staff'/></ResourceGroups>"
_SOME = "<Resources><Resource Reference='Ann'/><Resource Reference='C1'/></Resources>"
_DAYS = "<TimeGroups><TimeGroup Reference='Mo'/><TimeGroup Reference='Tu'/></TimeGroups>"
_LIMITS = "<Minimum>1</Minimum><Maximum>1</Maximum>"

BODIES = {
    "AssignResource": (_EVENTS, _LEAD),
    "AssignTime": (_EVENTS, ""),
    "SplitEvents": (
        "<Events><Event Reference='m1'/></Events>",
        "<MinimumDuration>1</MinimumDuration><MaximumDuration>1</MaximumDuration>"
        "<MinimumAmount>1</MinimumAmount><MaximumAmount>2</MaximumAmount>",
    ),
    "DistributeSplitEvents": (_EVENTS, "<Duration>2</Duration>" + _LIMITS),
    "PreferResources": (_EVENTS, "<Resources><Resource Reference='Bob'/></Resources>" + _LEAD),
    "PreferTimes": (_EVENTS, "<TimeGroups><TimeGroup Reference='early'/></TimeGroups><Duration>1</Duration>"),
    "AvoidSplitAssignments": (_EVENTS, _LEAD),
    "SpreadEvents": (
        _EVENTS,
        "<TimeGroups><TimeGroup Reference='Mo'><Minimum>0</Minimum><Maximum>1</Maximum></TimeGroup>"
        "</TimeGroups>",
    ),
    "LinkEvents": ("<EventGroups><EventGroup Reference='maths'/></EventGroups>", ""),
    "OrderEvents": (
        "<EventPairs><EventPair><FirstEvent Reference='m1'/><SecondEvent Reference='m2'/>"
        "<MinSeparation>1</MinSeparation><MaxSeparation>2</MaxSeparation></EventPair></EventPairs>",
        "",
    ),
    "AvoidClashes": (_STAFF + _SOME, ""),
    "AvoidUnavailableTimes": (_SOME, "<Times><Time Reference='Mo1'/></Times>"),
    "LimitIdleTimes": (_STAFF, _DAYS + "<Minimum>0</Minimum><Maximum>0</Maximum>"),
    "ClusterBusyTimes": (_SOME, _DAYS + _LIMITS),
    "LimitBusyTimes": (_SOME, _DAYS + "<Minimum>2</Minimum><Maximum>3</Maximum>"),
    "LimitWorkload": (_STAFF, "<Minimum>0</Minimum><Maximum>2</Maximum>"),
}
"""Constraint name -> (what it applies to, what it holds besides)."""


def archive() -> bytes:
    """The archive with one constraint of every kind, hard and soft by turns."""
    elements = [
        f"<{kind}Constraint Id='c{number}'><Name>{kind}</Name>"
        f"<Required>{'true' if number % 2 else 'false'}</Required><Weight>{number + 1}</Weight>"
        f"<CostFunction>{('Linear', 'Quadratic', 'Step')[number % 3]}</CostFunction>"
        f"<AppliesTo>{applies}</AppliesTo>{rest}</{kind}Constraint>"
        for number, (kind, (applies, rest)) in enumerate(BODIES.items())
    ]
    return ARCHIVE.replace("CONSTRAINTS", "\n".join(elements)).encode()
