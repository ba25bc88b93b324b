"""Scenario and candidate files in TOML: reading them with every finding at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, InputError, SourceError, did_you_mean
from vlecht.instances.registry import SAMPLE
from vlecht.instances.toml_text import Model, parse_toml, read_toml
from vlecht.models.scenario import CandidateFile, ScenarioFile

_READY = Path(__file__).parent.parent / "questions"
"""Scenario and candidate files of sample schools: what these schools asked. Addressed as the sample is."""


def read_scenarios(source: str | Path) -> ScenarioFile:
    """A scenario file, its candidates from elsewhere included.

    Raises :class:`InputError` with every finding about its shape, and
    :class:`~vlecht.instances.findings.SourceError` when a file cannot be opened. Whether what it names
    exists depends on the school: that is found when the changes are made.
    """
    found, document = _read(source, ScenarioFile)
    findings = [*_ids(document), *_axes(document, found), *_crosses(document, found)]
    if found.candidates_from:
        path = beside(source, found.candidates_from)
        try:
            more = read_candidates(path)
        except SourceError as error:
            findings.append(
                document.finding(
                    ("candidates_from",), found.candidates_from, str(error), "mend the name", "no-file"
                )
            )
        except InputError as error:
            findings.extend(error.findings)
        else:
            found = found.model_copy(update={"candidates": (*found.candidates, *more.candidates)})
            findings.extend(_twice(document, found))
    if findings:
        raise InputError(findings)
    return found


def read_candidates(source: str | Path) -> CandidateFile:
    """A file of candidates. Raises as :func:`read_scenarios`."""
    found, document = _read(source, CandidateFile, ".candidates.toml")
    findings = [*_ids(document)]
    if findings:
        raise InputError(findings)
    return found


def beside(file: str | Path, name: str) -> str:
    """A file named in another: relative to that one's directory. Samples keep their name."""
    if name.startswith(SAMPLE) or str(file) == "-" or str(file).startswith(SAMPLE):
        return name
    return str(Path(file).parent / name)


def _question(source: str, ending: str) -> tuple[str, str]:
    """The ready file of a sample school."""
    ready = sorted(path.name.removesuffix(ending) for path in _READY.iterdir() if path.name.endswith(ending))
    if ending == ".toml":
        ready = [name for name in ready if not name.endswith(".candidates")]
    name = source.removeprefix(SAMPLE)
    if name not in ready:
        raise SourceError(f"{source}: there is no ready file for that sample ({did_you_mean(name, ready)})")
    return source, (_READY / f"{name}{ending}").read_text(encoding="utf-8")


def _read(source: str | Path, model: type[Model], ending: str = ".toml") -> tuple[Model, Document]:
    if str(source).startswith(SAMPLE):
        return parse_toml(*_question(str(source), ending), model)
    return read_toml(source, model)


def _ids(document: Document) -> Iterator[Finding]:
    for pattern in ("scenarios[].id", "axes[].id", "candidates[].id", "present[].staff"):
        seen: set[Any] = set()
        for path, value in values(document.data, pattern):
            if value in seen:
                yield document.finding(path, value, "is used before", "give each its own id", "duplicate-id")
            seen.add(value)
    for axis, options in values(document.data, "axes[].options"):
        seen = set()
        for number, option in enumerate(options):
            if option["id"] in seen:
                path = (*axis, number, "id")
                yield document.finding(
                    path, option["id"], "is used before", "give each its own id", "duplicate-id"
                )
            seen.add(option["id"])
    for path, value in values(document.data, "scenarios[].id"):
        if value == "base":
            yield document.finding(
                path, value, "is the name of the school as it is", "choose another id", "duplicate-id"
            )


def _twice(document: Document, found: ScenarioFile) -> Iterator[Finding]:
    names = [candidate.id for candidate in found.candidates]
    for name in dict.fromkeys(n for n in names if names.count(n) > 1):
        problem = f"holds candidate {name}, who stands in this file too"
        yield document.finding(
            ("candidates_from",), found.candidates_from, problem, "keep one of the two", "duplicate-id"
        )


def _axes(document: Document, found: ScenarioFile) -> Iterator[Finding]:
    for number, axis in enumerate(found.axes):
        ways = [bool(axis.options), axis.each is not None, bool(axis.values)]
        if sum(ways) != 1:
            yield document.finding(
                ("axes", number),
                None,
                "has not exactly one of options, each and values",
                "keep one of the three",
                "bad-value",
            )
        elif not axis.options and not axis.changes:
            yield document.finding(
                ("axes", number),
                None,
                "says nothing that changes",
                "add changes, with {each} where the id or value belongs",
                "missing-field",
            )
        elif axis.options and axis.changes:
            yield document.finding(
                ("axes", number, "changes"),
                None,
                "stand beside options, which have their own",
                "put them into the options",
                "bad-value",
            )


def _crosses(document: Document, found: ScenarioFile) -> Iterator[Finding]:
    names = [axis.id for axis in found.axes]
    for number, cross in enumerate(found.crosses):
        for position, name in enumerate(cross.axes):
            path = ("crosses", number, "axes", position)
            if name not in names:
                yield document.finding(
                    path, name, "is not an axis of this file", did_you_mean(name, names), "unknown-reference"
                )
            elif name in cross.axes[:position]:
                yield document.finding(path, name, "is named twice", "name it once", "listed-twice")
