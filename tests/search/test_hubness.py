"""Hubs are found, and a handful of titles says nothing."""

import numpy as np
import pytest

from search.embedder import Vectors
from search.hubness import NEAREST, SAMPLE, hubness
from search.index import SHRINKAGE, VectorIndex
from search.text import Passage

DIMENSION = 16


def made(count: int, seed: int) -> tuple[VectorIndex, Vectors, list[str]]:
    """An index of projects of one passage each, with random vectors and titles."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(count, DIMENSION)).astype(np.float32)
    titles = random.normal(size=(count, DIMENSION)).astype(np.float32)
    keys = [f"p{number}" for number in range(count)]
    found = [Passage(key, 0, key, 0, 2) for key in keys]
    index = VectorIndex.build(vectors, found, model_id="m", query_examples=titles)
    return index, titles, keys


@pytest.mark.parametrize("count", [2, 20, 70])
def test_it_is_the_mean_of_the_nearest_titles_of_others(count: int) -> None:
    index, titles, keys = made(count, 3)
    near = np.stack([index.scores(title) for title in titles]).astype(float)
    mean = [np.mean(sorted(np.delete(near[:, place], place))[-NEAREST:]) for place in range(count)]
    expected = (np.array(mean) - np.mean(mean)) * count / (count + SHRINKAGE)
    assert hubness(index, titles, keys) == pytest.approx(expected, abs=1e-6)


def test_a_project_near_to_every_title_is_the_greatest_hub() -> None:
    index, titles, keys = made(60, 4)
    vectors = np.random.default_rng(4).normal(size=(60, DIMENSION)).astype(np.float32)
    vectors[7] = titles[20:40].sum(axis=0)
    titles[20:40] = titles[20:40] * 0.3 + vectors[7]
    index = VectorIndex.build(
        vectors, [Passage(key, 0, key, 0, 2) for key in keys], model_id="m", query_examples=titles
    )
    assert hubness(index, titles, keys).argmax() == 7


@pytest.mark.parametrize("count", [0, 1])
def test_no_titles_of_others_no_hubs(count: int) -> None:
    index, titles, keys = made(5, 1)
    assert hubness(index, titles[:count], keys[:count]).tolist() == [0] * 5


def test_of_many_titles_a_sample_is_asked() -> None:
    index, titles, keys = made(SAMPLE * 2 + 1, 2)
    step = 3
    assert hubness(index, titles, keys) == pytest.approx(
        hubness(index, titles[::step], keys[::step]), abs=1e-7
    )
