"""Vector calculus: chapter 5 of Mathematics for Machine Learning, section by section."""

from gradecheck.author import hookimpl
from gradecheck_vector_calculus import (
    difference_quotients,
    dimensions,
    dot_square,
    gradient_checker,
    gradients,
    powers,
    rules,
    taylor,
    taylor_of_sin_cos,
    taylor_of_x4,
)


@hookimpl
def gradecheck_exercises():
    """The exercises in the order of the chapter."""
    return [
        *dot_square.EXERCISES,
        *difference_quotients.EXERCISES,
        *powers.EXERCISES,
        *taylor.EXERCISES,
        *taylor_of_x4.EXERCISES,
        *taylor_of_sin_cos.EXERCISES,
        *rules.EXERCISES,
        *gradients.EXERCISES,
        *gradient_checker.EXERCISES,
        *dimensions.EXERCISES,
    ]
