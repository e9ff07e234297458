"""What is special about the exercises of vector calculus; what all exercises share is in test_catalogue."""

from pathlib import Path

import plugin_checks as checks
import pytest
import yaml
from gradecheck_vector_calculus import plugin

EXERCISES = {exercise.id: exercise for exercise in plugin.gradecheck_exercises()}


def test_a_checker_that_always_says_the_same_is_wrong():
    check = EXERCISES["gradient-checker"]
    verdicts = checks.answered(check, check.key, 0)
    assert [False] * 8 + [True] == sorted(verdicts)


@pytest.mark.parametrize("answer", [True, (True, 1e-9)])
def test_of_a_checker_that_returns_the_error_too_only_the_verdict_is_judged(answer):
    assert EXERCISES["gradient-checker"].judged(answer, None, None, None) is True


def test_the_rules_are_checked_on_the_functions_and_not_on_the_numbers():
    for id in ("rule-product", "rule-quotient", "rule-sum", "rule-chain"):
        for _, hidden in checks.calls(EXERCISES[id], 0):
            assert "G" in hidden


def test_the_task_is_worth_a_hundred_points():
    folder = Path(plugin.__file__).parent
    task = yaml.safe_load((folder / "vector-calculus.yaml").read_text("utf-8"))
    assert task["id"] == "vector-calculus"
    assert sum(item["points"] for item in task["exercises"]) == 100
    assert sorted(item["use"] for item in task["exercises"]) == sorted(EXERCISES)
