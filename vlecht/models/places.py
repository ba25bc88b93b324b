"""Where things happen: sites, rooms, equipment."""

from __future__ import annotations

from pydantic import Field

from vlecht.models.words import Id, Minutes, Window, Words


class Site(Words):
    """A building (Dutch: vestiging, locatie)."""

    id: Id
    name: str = ""


class Travel(Words):
    """Minutes it takes to go between two sites, either way."""

    a: Id
    b: Id
    minutes: Minutes


class Room(Words):
    """A place that holds pupils.

    ``kind`` is a free word (classroom, instruction, quiet, collaboration, hall, gym, library …).
    ``concurrent`` activities may share it at one moment, within ``capacity`` pupils in all.
    ``shared`` windows say when it is ours (a room shared with other users); none means always.
    """

    id: Id
    name: str = ""
    site: Id | None = None
    kind: str = "classroom"
    capacity: int = Field(ge=1)
    concurrent: int = Field(default=1, ge=1)
    shared: tuple[Window, ...] = ()


class Equipment(Words):
    """A counted pool: tablets, a cooking set."""

    id: Id
    name: str = ""
    count: int = Field(ge=0)
