"""What is special about the exercises of homework 4; what all exercises share is in test_catalogue."""

from pathlib import Path

import numpy as np
import plugin_checks as checks
import yaml
from gradecheck_matrix_calculus import plugin

EXERCISES = {exercise.id: exercise for exercise in plugin.gradecheck_exercises()}


def test_the_overflow_of_softmax_is_seen_on_every_second_case():
    (overflow,) = [m for m in EXERCISES["softmax"].misconceptions if m.id == "overflow"]
    found = checks.differences(EXERCISES["softmax"], overflow)
    assert set(found[1::2]) == {"nan"}
    assert all(value < 1e-12 for value in found[::2])


def test_no_neighbour_of_the_covariance_of_the_key_is_more_likely():
    from gradecheck_matrix_calculus.gaussian_covariance import log_likelihood_at_mean

    rng = np.random.default_rng(0)
    (((X,), _),) = checks.calls(EXERCISES["gaussian-mle-sigma"], 1)
    best = EXERCISES["gaussian-mle-sigma"](X)
    for _ in range(40):
        step = rng.standard_normal(best.shape)
        neighbour = best + 0.02 * (step @ step.T - np.eye(len(best)))
        assert log_likelihood_at_mean(X, neighbour) < log_likelihood_at_mean(X, best)


def test_a_judge_that_always_says_the_same_is_wrong():
    judge = EXERCISES["softmax-linear-w-claim"]
    verdicts = checks.answered(judge, judge.key, 0)
    assert [False] * 7 + [True] * 2 == sorted(verdicts)


def test_the_task_asks_the_fifteen_questions_for_a_hundred_points():
    folder = Path(plugin.__file__).parent
    task = yaml.safe_load((folder / "matrix-calculus.yaml").read_text("utf-8"))
    assert task["id"] == "matrix-calculus"
    assert len(task["exercises"]) == 15
    assert sum(item["points"] for item in task["exercises"]) == 100
    assert {item["use"] for item in task["exercises"]} <= EXERCISES.keys()
