"""Reading XML that anyone may have written: nothing is fetched or expanded, all faults are reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from vlecht.instances.findings import Finding, InputError, SourceError, did_you_mean, shown

MAX_BYTES = 256 * 1024 * 1024
"""Larger files are refused; the largest published instance takes 10 MB."""


def parse(source: str | Path) -> etree._Element:
    """The root element of a file; raises ``SourceError`` or ``InputError`` with the line."""
    path = Path(source)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError([_fault(path, "", f"is larger than {MAX_BYTES >> 20} MB", "file-size")])
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
    return parse_bytes(content, str(path))


def parse_bytes(content: bytes, name: str) -> etree._Element:
    """The root element of XML text; ``name`` is that of the file, for messages."""
    # No entity, DTD or network access, and libxml2's own limits on depth and size stay on.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        reason = str(error.msg or "").split(", line")[0].strip() or "cannot be read"
        raise InputError(
            [_fault(name, f"line {line}", f"is not well-formed XML ({reason})", "xml")]
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        # The format has no document type; one can only declare entities, which expand without bound.
        problem = "has a document type declaration, which is not accepted"
        raise InputError([_fault(name, "line 1", problem, "xml-doctype")])
    return root


def _fault(file: str | Path, place: str, problem: str, code: str) -> Finding:
    return Finding(str(file), place, "", problem, "", code)


class Scribe:
    """Takes values out of elements and notes every fault with its line instead of stopping at the first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def fault(
        self, element: etree._Element, problem: str, code: str, value: str = "", remedy: str = ""
    ) -> None:
        """Note a fault of an element."""
        place = f"line {element.sourceline}, {etree.QName(element).localname}"
        self.findings.append(Finding(self.file, place, shown(value) if value else "", problem, remedy, code))

    def finish(self) -> None:
        """Raise ``InputError`` when anything was noted."""
        if self.findings:
            raise InputError(self.findings)

    def id(self, element: etree._Element, known: Mapping[str, object]) -> str:
        """The element's Id; it must be new."""
        found = element.get("Id")
        if not found:
            self.fault(element, "has no Id", "missing-id")
            return ""
        if found in known:
            self.fault(element, "is an Id already taken", "duplicate-id", found)
        return found

    def reference(self, element: etree._Element, known: Mapping[str, int]) -> int | None:
        """The index that the element's Reference means."""
        found = element.get("Reference")
        if found is None:
            self.fault(element, "has no Reference", "missing-reference")
            return None
        index = known.get(found)
        if index is None:
            self.fault(element, "is not known", "unknown-reference", found, did_you_mean(found, known))
        return index

    def text(self, element: etree._Element, tag: str, default: str | None = None) -> str:
        """The text of a child; without a default the child must be there."""
        child = element.find(tag)
        if child is None:
            if default is None:
                self.fault(element, f"has no {tag}", "missing-element")
            return default or ""
        return (child.text or "").strip()

    def integer(self, element: etree._Element, tag: str, default: int | None = None, least: int = 0) -> int:
        """The whole number in a child, at least ``least``; without a default the child must be there."""
        child = element.find(tag)
        if child is None and default is not None:
            return default
        found = self.text(element, tag)
        if child is None:
            return least
        try:
            number = int(found)
        except ValueError:
            self.fault(child, "is not a whole number", "not-a-number", found)
            return least
        if not least <= number <= 10**9:
            self.fault(child, f"must be between {least} and 1000000000", "out-of-range", found)
            return least
        return number


def children(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements under all elements of a path."""
    for parent in element.iterfind(path):
        yield from parent.iterchildren(tag=etree.Element)


def fields(element: etree._Element | None) -> tuple[tuple[str, str], ...]:
    """(name, text) of every child."""
    if element is None:
        return ()
    return tuple((str(child.tag), child.text or "") for child in element.iterchildren(tag=etree.Element))
