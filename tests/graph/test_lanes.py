"""Which query goes next, without processes: by what is known of its kind."""

from __future__ import annotations

import pytest

from graph.engines import Limits
from graph.errors import QueryOverload
from graph.evaluation import Request
from graph.workers.jobs import Job
from graph.workers.lanes import CROWDED_SECONDS, TRIAL_SECONDS, Lanes

LIMITS = Limits(workers=1, quick=2, waiting=2)


def job(query: str) -> Job:
    return Job(Request(query, "text/csv", gives_graph=False), 5)


@pytest.fixture
def lanes() -> Lanes:
    """Lanes that know a quick kind, `ASK { ?s a 'x' }`."""
    lanes = Lanes(LIMITS)
    lanes.ended(job("ASK { ?s a 'x' }"), was_long=False, quickly=True)
    return lanes


def test_what_was_quick_goes_first_and_then_the_newest(lanes: Lanes) -> None:
    first, second, quick = job("ASK { ?s ?p 1 }"), job("ASK { ?s ?p 2 }"), job("ask{?x a 'y'}")
    for one in (first, second, quick):
        lanes.add(one, free=1)
    assert [lanes.next() for _ in range(3)] == [(quick, False), (second, False), (first, False)]


def test_the_last_process_is_kept_for_what_was_quick(lanes: Lanes) -> None:
    lanes.add(job("ASK { ?s ?p 1 }"), free=3)
    assert lanes.has_next(idle=2)
    assert not lanes.has_next(idle=1)
    lanes.add(job("ASK { ?s a 'z' }"), free=3)
    assert lanes.has_next(idle=1)


def test_where_too_many_wait_the_oldest_new_one_is_refused(lanes: Lanes) -> None:
    jobs = [job(f"ASK {{ ?s ?p {number} }}") for number in range(4)]
    for one in jobs:
        lanes.add(one, free=1)
    assert isinstance(jobs[0].future.exception(), QueryOverload)
    assert list(lanes) == jobs[1:]


def test_what_is_alike_a_long_one_is_not_tried(lanes: Lanes) -> None:
    running = [job("SELECT * { ?a ?b ?c }"), job("SELECT * { ?d ?e ?f } # alike")]
    waiting = [job("SELECT * {?x ?y ?z}"), job("SELECT*{?a ?b ?c}")]
    for one in waiting:
        lanes.add(one, free=1)
    assert lanes.outlasted(running[0]), "one long query may run"
    lanes.add(job("ASK { ?s a 'w' }"), free=1)
    assert not lanes.outlasted(running[1]), "and the second waits, but there is no room"
    assert isinstance(running[1].future.exception(), QueryOverload)
    assert list(lanes)[1:] == waiting, "those that were alike wait to run as long ones"
    with pytest.raises(QueryOverload):
        lanes.add(job("SELECT * { ?k ?l ?m }"), free=8)
    quick, is_long = lanes.next()
    assert (quick.request.query, is_long) == ("ASK { ?s a 'w' }", False)
    assert not lanes.has_next(idle=8)
    lanes.ended(running[0], was_long=True, quickly=False)
    assert lanes.next() == (waiting[0], True)


def test_a_trial_is_shorter_where_others_wait(lanes: Lanes) -> None:
    new, quick = job("ASK { ?s ?p 1 }"), job("ASK { ?s a 'v' }")
    assert lanes.trial_seconds(new) == TRIAL_SECONDS
    lanes.add(job("ASK { ?s ?p 2 }"), free=1)
    assert lanes.trial_seconds(new) == CROWDED_SECONDS
    assert lanes.trial_seconds(quick) == TRIAL_SECONDS


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("SELECT ?å { ?å ?p 'x' } # 1", "select $b{$b ?c 'y'}", True),
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?s }", False),
        ("SELECT * { ?s <urn:a> ?o }", "SELECT * { ?s <urn:b> ?o }", False),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "SELECT * { ?s ?p ?o } LIMIT 2", False),
    ],
)
def test_kinds(one: str, other: str, alike: bool) -> None:
    assert (job(one).kind == job(other).kind) is alike
