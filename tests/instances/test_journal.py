"""The journal of a batch: what is in it is on the disk, each result once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from vlecht.instances.findings import SourceError
from vlecht.instances.journal import JOURNAL, Journal
from vlecht.models.formation import Outcome, Row, SolveOptions, StaffFigures, Task

STAFF = StaffFigures(persons=2, pupils=20, fte=1.5, euros=100.0)
TASK = Task(key="k1", school_hash="h1", options=SolveOptions(time_limit=5.0))
ROW = Row(school="s", scenario="base", name="base", seed=0, key="k1", staff=STAFF, points=(("a", "p"),))


def filled(folder: Path) -> Journal:
    journal = Journal(folder, create=True)
    journal.keep_school("h1", '{"id": "s"}')
    journal.write_plan({"title": "t", "n": [1]}, [ROW], [TASK])
    return journal


def test_a_plan_and_its_outcomes_come_back(tmp_path: Path) -> None:
    with filled(tmp_path) as journal:
        journal.begin("k1")
        journal.finish(Outcome(key="k1", answer="feasible", cost=3, roster='{"school": "s"}'))
    with Journal(tmp_path) as journal:
        assert journal.about() == {"title": "t", "n": [1]}
        assert journal.rows() == (ROW,)
        assert journal.tasks() == (TASK,)
        assert journal.answered() == {"k1": "feasible"}
        assert journal.outcomes()["k1"].cost == 3
        assert journal.roster("k1") == '{"school": "s"}'
        assert journal.school(TASK) == '{"id": "s"}'
        assert (journal.result_folder("k1") / "school.json").read_text() == '{"id": "s"}'
        ((key, begun, ended, how),) = journal.attempts()
        assert key == "k1"
        assert ended is not None
        assert ended >= begun
        assert how == "feasible"


def test_no_result_is_kept_twice(tmp_path: Path) -> None:
    with filled(tmp_path) as journal:
        journal.finish(Outcome(key="k1", answer="unknown"))
        with pytest.raises(sqlite3.IntegrityError):
            journal.finish(Outcome(key="k1", answer="feasible"))
        assert journal.answered() == {"k1": "unknown"}


def test_a_new_plan_keeps_results(tmp_path: Path) -> None:
    with filled(tmp_path) as journal:
        journal.finish(Outcome(key="k1", answer="unknown"))
        journal.write_plan({"title": "u"}, [ROW], [TASK])
        assert journal.answered() == {"k1": "unknown"}
        assert journal.about() == {"title": "u"}
        journal.write_plan({"title": "v"}, [], [])
        assert journal.outcomes() == {}


def test_failures_are_tried_again(tmp_path: Path) -> None:
    with filled(tmp_path) as journal:
        journal.begin("k1")
        journal.lose("k1", "lost: killed")
        journal.finish(Outcome(key="k1", answer="failed"))
        assert journal.forget_failures() == 1
        assert journal.answered() == {}


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with filled(tmp_path) as journal:
        journal.lock()
        with Journal(tmp_path) as other:
            with pytest.raises(SourceError, match="another process"):
                other.lock()
            assert other.rows() == (ROW,)  # reading goes on
    with Journal(tmp_path) as journal:
        journal.lock()


def test_what_is_not_a_journal_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no batch"):
        Journal(tmp_path)
    (tmp_path / JOURNAL).write_text("no database, but long enough to be looked at as one" * 20)
    with pytest.raises(SourceError, match="is not the journal"):
        Journal(tmp_path)
    (tmp_path / JOURNAL).unlink()
    with sqlite3.connect(tmp_path / JOURNAL) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(SourceError, match="another version"):
        Journal(tmp_path)
