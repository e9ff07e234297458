"""Work side by side: results in order, whatever happens to the process that makes one."""

import os
import time

import pytest

from gradecheck.errors import MachineError
from gradecheck.slots import Work, side_by_side

COUNT = 20


def lost(number):
    return f"lost {number}"


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_and_are_told_as_they_are_made(jobs):
    told = {}
    work = Work(
        lambda number, _: number**2, COUNT, lost, lambda number, result: told.update({number: result})
    )

    assert [number**2 for number in range(COUNT)] == list(side_by_side(work, None, jobs))
    assert {number: number**2 for number in range(COUNT)} == told


def test_two_jobs_are_two_processes_and_neither_is_ours():
    made = set(side_by_side(Work(lambda *_: os.getpid(), COUNT, lost), None, 2))

    assert os.getpid() not in made
    assert 1 <= len(made) <= 2


def test_a_slot_that_dies_loses_its_piece_and_no_other():
    def do(number, _):
        time.sleep(0.01)  # so that both slots have something to do until the end
        return os._exit(1) if number == 3 else number

    expected = [lost(number) if number == 3 else number for number in range(COUNT)]
    assert expected == list(side_by_side(Work(do, COUNT, lost), None, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_that_is_raised_there_is_raised_here(jobs):
    def do(number, _):
        raise MachineError(f"no room for {number}")

    with pytest.raises(MachineError, match=r"^no room for [01]$"):
        list(side_by_side(Work(do, COUNT, lost), None, jobs))
