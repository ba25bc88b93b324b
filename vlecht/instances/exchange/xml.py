"""XML from outside: no entities, no network, no documents within documents, and a limit to size and depth."""

from __future__ import annotations

from lxml import etree

from vlecht.instances.findings import Finding, InputError


def parsed(name: str, raw: bytes) -> etree._Element:
    """The root of a document. Raises :class:`InputError` for what is not well-formed or hostile."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        place = f"line {getattr(error, 'lineno', None) or 1}"
        raise _wrong(
            name, place, f"is not XML that can be read: {error}", "export it again", "xml-syntax"
        ) from None
    document = root.getroottree()
    if document.docinfo.internalDTD is not None:
        raise _wrong(
            name, "line 1", "declares entities or a document type", "export it again without", "xml-doctype"
        )
    return root


def _wrong(name: str, place: str, problem: str, remedy: str, code: str) -> InputError:
    return InputError([Finding(name, place, "", problem, remedy, code)])


def text(element: etree._Element, *path: str) -> str:
    """The text of a child; empty when there is none."""
    found = element.findtext("/".join(path))
    return (found or "").strip()
