"""XHSTT archives: high-school timetabling instances and solutions, read into the core and written back."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from vlecht.instances.xhstt_instance import InstanceReader
from vlecht.instances.xhstt_model import Archive, Instance, SolutionGroup, StoredSolution
from vlecht.instances.xhstt_solutions import read_solution_groups
from vlecht.instances.xhstt_write import to_xml
from vlecht.instances.xhstt_xml import Scribe, children, fields, parse, parse_bytes

__all__ = ["Archive", "Instance", "SolutionGroup", "StoredSolution", "from_xml", "read_archive", "to_xml"]


def read_archive(path: str | Path) -> Archive:
    """The archive in a file.

    Raises ``SourceError`` when it cannot be opened and ``InputError``, with every finding and its line,
    when it is not an XHSTT archive.
    """
    return _read(parse(path), str(path))


def from_xml(content: bytes, name: str = "archive") -> Archive:
    """The archive in XML text; ``name`` stands for the file in findings."""
    return _read(parse_bytes(content, name), name)


def _read(root: etree._Element, name: str) -> Archive:
    scribe = Scribe(name)
    if root.tag != "HighSchoolTimetableArchive":
        remedy = "the outermost element of an archive is HighSchoolTimetableArchive"
        scribe.fault(root, "is no XHSTT archive", "not-an-archive", remedy=remedy)
        scribe.finish()
    instances: dict[str, Instance] = {}
    for element in children(root, "Instances"):
        instance = InstanceReader(element, scribe).read()
        if instance.problem.id in instances:
            scribe.fault(element, "is an Id already taken", "duplicate-id", instance.problem.id)
        instances[instance.problem.id] = instance
    # Solutions are read only against sound instances: every other fault would follow from the first.
    scribe.finish()
    groups = read_solution_groups(root, instances, scribe)
    scribe.finish()
    return Archive(tuple(instances.values()), groups, root.get("Id"), fields(root.find("MetaData")))
