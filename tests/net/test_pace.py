"""How fast one host is asked."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from awesome_lint.net.pace import Pace, Refusing
from awesome_lint.net.retry_after import retry_after

NOON = 784_111_777.0  # Sun, 06 Nov 1994 08:49:37 GMT


async def begin(pace: Pace, begun: list[float], hold: asyncio.Event | None = None) -> None:
    async with pace.turn():
        begun.append(asyncio.get_running_loop().time())
        if hold is not None:
            await hold.wait()


def test_requests_begin_an_interval_apart() -> None:
    async def run() -> list[float]:
        pace, begun = Pace(10, 0.02), list[float]()
        await asyncio.gather(*(begin(pace, begun) for _ in range(4)))
        return begun

    begun = asyncio.run(run())
    assert all(later - earlier >= 0.019 for earlier, later in itertools.pairwise(begun))


def test_no_more_requests_than_allowed_run_at_a_time() -> None:
    async def run() -> tuple[int, int]:
        pace, begun, hold = Pace(3, 0.0), list[float](), asyncio.Event()
        tasks = [asyncio.create_task(begin(pace, begun, hold)) for _ in range(8)]
        for _ in range(50):
            await asyncio.sleep(0)
        during = len(begun)
        hold.set()
        await asyncio.gather(*tasks)
        return during, len(begun)

    assert asyncio.run(run()) == (3, 8)


def test_a_host_that_waits_holds_no_permit_of_the_run() -> None:
    async def run() -> int:
        total = asyncio.Semaphore(1)
        slow, quick, begun = Pace(5, 60.0, total=total), Pace(5, 0.0, total=total), list[float]()
        await begin(slow, [])
        waiting = [asyncio.create_task(begin(slow, [])) for _ in range(5)]
        await asyncio.gather(*(begin(quick, begun) for _ in range(5)))
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert not total.locked()
        return len(begun)

    assert asyncio.run(run()) == 5


def test_after_a_refusal_the_host_is_left_alone_as_long_as_it_asked() -> None:
    async def run() -> float:
        pace, begun = Pace(5, 0.0), list[float]()
        async with pace.turn():
            pass
        asked = asyncio.get_running_loop().time()
        pace.refused(0.6)
        await begin(pace, begun)
        return begun[0] - asked

    assert asyncio.run(run()) >= 0.6


def test_refusals_that_were_under_way_count_once() -> None:
    async def run() -> float:
        pace, begun = Pace(5, 0.0), list[float]()
        asked = asyncio.get_running_loop().time()
        for _ in range(30):
            pace.refused()
        await asyncio.wait_for(begin(pace, begun), 5)
        return begun[0] - asked

    assert asyncio.run(run()) >= 0.5


def test_a_wait_beyond_patience_is_told_at_once_to_all_who_wait() -> None:
    async def run() -> list[BaseException | None]:
        pace = Pace(2, 0.0, patience=30.0)
        pace.refused(3600.0)
        answers = await asyncio.gather(*(begin(pace, []) for _ in range(4)), return_exceptions=True)
        return list(answers)

    answers = asyncio.run(run())
    assert len(answers) == 4
    assert all(isinstance(answer, Refusing) and answer.seconds > 3599 for answer in answers)


def test_answers_take_the_back_off_away() -> None:
    async def run() -> bool:
        pace, begun = Pace(2, 0.0), list[float]()
        pace.refused()
        for _ in range(3):
            pace.answered()
        await begin(pace, begun)
        waiting = asyncio.create_task(begin(pace, begun))
        for _ in range(20):
            await asyncio.sleep(0)  # the second one need not wait for a timer
        done = waiting.done()
        await waiting
        return done

    assert asyncio.run(run())


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("1.5", 1.5),
        ("1m30s", 90.0),
        ("2h", 7200.0),
        ("1h 5m", 3900.0),
        ("45s", 45.0),
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60.0),
        ("Sunday, 06-Nov-94 08:50:37 GMT", 60.0),
        ("Sun Nov  6 08:50:37 1994", 60.0),
        ("Sun, 06 Nov 1994 08:40:00 GMT", 0.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("nan", None),
        ("٣", None),
        ("9" * 5000, None),
        ("Sun, 99 Nov 1994 08:50:37 GMT", None),
    ],
)
def test_retry_after_is_seconds_a_date_or_units(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds
