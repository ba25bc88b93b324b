"""The journal of a batch: a SQLite file that keeps plan and outcomes, and a folder per result.

Only the process that runs a batch writes. A result is in the journal only when its files are on the disk, so
that a batch killed at any moment goes on without losing or repeating one. Layout of the directory:
``batch.db`` the journal, ``schools/HASH.json`` every school that is solved, ``results/KEY/`` a
``roster.json`` with its ``school.json`` for every roster found.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vlecht.instances.findings import SourceError
from vlecht.instances.writing import write_text
from vlecht.models.formation import Answer, Outcome, Row, Task

JOURNAL = "batch.db"
VERSION = 1
_TABLES = """
CREATE TABLE batch (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE task (key TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE row (position INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE result (
  key TEXT PRIMARY KEY, answer TEXT NOT NULL, finished REAL NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE TABLE attempt (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, begun REAL NOT NULL, ended REAL, how TEXT
) STRICT;
"""


class Journal:
    """A batch's directory. Use as a context manager."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        """Raises :class:`SourceError` when there is no batch there (or, with ``create``, when one cannot be
        made)."""
        self.folder = folder
        self._lock: sqlite3.Connection | None = None
        path = folder / JOURNAL
        if not create and not path.exists():
            raise SourceError(f"{folder} holds no batch (there is no {JOURNAL} in it)")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._set_up()
        except sqlite3.DatabaseError as error:
            raise SourceError(f"{path} is not the journal of a batch: {error}") from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    def _set_up(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            with self._writing():
                for statement in filter(str.strip, _TABLES.split(";\n")):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
        elif version != VERSION:
            raise SourceError(f"{self.folder / JOURNAL} is of another version of vlecht ({version})")

    def lock(self) -> None:
        """Keeps every other process from running a batch here until this one ends, however it ends.

        Raises :class:`SourceError` when another is at it.
        """
        self._lock = sqlite3.connect(self.folder / "batch.lock", timeout=0.2, isolation_level=None)
        try:
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise SourceError(f"{self.folder}: another process is running this batch") from None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # the plan

    def write_plan(self, about: dict[str, Any], rows: Iterable[Row], tasks: Iterable[Task]) -> None:
        """Keeps what is to be compared; an earlier plan in this directory gives way, its results stay."""
        with self._writing():
            for table in ("batch", "row", "task"):
                self._db.execute(f"DELETE FROM {table}")
            self._db.executemany(
                "INSERT INTO batch VALUES (?, ?)",
                [(name, json.dumps(value, ensure_ascii=False)) for name, value in about.items()],
            )
            self._db.executemany(
                "INSERT INTO row VALUES (?, ?)", [(n, row.model_dump_json()) for n, row in enumerate(rows)]
            )
            self._db.executemany(
                "INSERT INTO task VALUES (?, ?)", [(task.key, task.model_dump_json()) for task in tasks]
            )

    def about(self) -> dict[str, Any]:
        """What was kept about the batch: title, options, assumptions."""
        return {name: json.loads(value) for name, value in self._db.execute("SELECT * FROM batch")}

    def rows(self) -> tuple[Row, ...]:
        """The lines of the comparison, in order."""
        found = self._db.execute("SELECT data FROM row ORDER BY position")
        return tuple(Row.model_validate_json(text) for (text,) in found)

    def tasks(self) -> tuple[Task, ...]:
        """The tasks of the plan."""
        return tuple(Task.model_validate_json(text) for (text,) in self._db.execute("SELECT data FROM task"))

    def keep_school(self, school_hash: str, text: str) -> None:
        """Keeps the text of a school file, once."""
        path = self._school(school_hash)
        if not path.exists():
            write_text(path, text)

    def _school(self, school_hash: str) -> Path:
        return self.folder / "schools" / f"{school_hash}.json"

    # outcomes: what a running batch asks for

    def answered(self) -> dict[str, Answer]:
        """Keys that have an outcome, and what it is."""
        return dict(self._db.execute("SELECT key, answer FROM result"))

    def school(self, task: Task) -> str:
        """The text of a task's school file."""
        return self._school(task.school_hash).read_text(encoding="utf-8")

    def roster(self, key: str) -> str | None:
        """The text of a roster that was found."""
        path = self.result_folder(key) / "roster.json"
        return path.read_text(encoding="utf-8") if path.exists() else None

    def result_folder(self, key: str) -> Path:
        """Where a task's files are (when a roster was found)."""
        return self.folder / "results" / key

    def begin(self, key: str) -> None:
        """Notes an attempt."""
        with self._writing():
            self._db.execute("INSERT INTO attempt (key, begun) VALUES (?, ?)", (key, time.time()))

    def lose(self, key: str, how: str) -> None:
        """Notes how the latest attempt at a task failed."""
        with self._writing():
            self._end(key, how)

    def _end(self, key: str, how: str) -> None:
        self._db.execute(
            "UPDATE attempt SET ended = ?, how = ? WHERE number = (SELECT max(number) FROM attempt"
            " WHERE key = ?)",
            (time.time(), how, key),
        )

    def finish(self, outcome: Outcome) -> None:
        """Keeps an outcome: its roster first, then the line that says it is there."""
        if outcome.roster is not None:
            self._keep_roster(outcome)
        kept = outcome.model_copy(update={"roster": None})
        with self._writing():
            self._db.execute(
                "INSERT INTO result VALUES (?, ?, ?, ?)",
                (outcome.key, outcome.answer, time.time(), kept.model_dump_json()),
            )
            self._end(outcome.key, outcome.answer)

    def _keep_roster(self, outcome: Outcome) -> None:
        folder = self.result_folder(outcome.key)
        (text,) = self._db.execute("SELECT data FROM task WHERE key = ?", (outcome.key,)).fetchone()
        school = self._school(Task.model_validate_json(text).school_hash)
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / "school.json", school.read_text(encoding="utf-8"))
        write_text(folder / "roster.json", outcome.roster or "")

    def outcomes(self) -> dict[str, Outcome]:
        """Every outcome of the plan's tasks, rosters left out."""
        found = self._db.execute("SELECT result.data FROM result JOIN task USING (key)")
        return {outcome.key: outcome for (text,) in found for outcome in (Outcome.model_validate_json(text),)}

    def attempts(self) -> tuple[tuple[str, float, float | None, str | None], ...]:
        """(key, begun, ended, how it ended) of every attempt, in order; times are seconds since 1970."""
        return tuple(
            self._db.execute("SELECT key, begun, ended, how FROM attempt ORDER BY number").fetchall()
        )

    def forget_failures(self) -> int:
        """Takes away outcomes that could not be computed, so that they are tried again; says how many."""
        with self._writing():
            return self._db.execute("DELETE FROM result WHERE answer = 'failed'").rowcount
