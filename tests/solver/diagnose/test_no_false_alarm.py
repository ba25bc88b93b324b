"""Nothing is called impossible that a planted roster contradicts."""

from __future__ import annotations

import random

import pytest

from tests.schools import tiny_school
from vlecht.instances.generator import Planted, generate
from vlecht.instances.samples import SAMPLES, sample
from vlecht.solver.diagnose.find import find_conflicts


def _planted(seed: int, least: int, most: int) -> Planted:
    rng = random.Random(seed)
    return generate(rng.randint(least, most), 1 + seed % 5, seed, times=rng.choice(["classic", "continuous"]))


def _alarm(planted: Planted) -> str:
    found = find_conflicts(planted.school, seconds=60, reproducible=True)
    return "; ".join(fact.sentence for conflict in found.conflicts for fact in conflict.facts)


@pytest.mark.parametrize("seed", range(2))
def test_small_planted_schools(seed: int) -> None:
    assert _alarm(_planted(seed, 40, 50)) == ""


def test_the_tiny_school_with_every_form() -> None:
    assert not find_conflicts(tiny_school(), seconds=5, reproducible=True).conflicts


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_two_hundred_planted_schools(seed: int) -> None:
    assert _alarm(_planted(seed, 40, 280)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "balans-700"])
def test_samples(name: str) -> None:
    assert _alarm(sample(name)) == ""
