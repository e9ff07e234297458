"""Vector calculus: chapter 5 of Mathematics for Machine Learning, section by section."""

from gradecheck.author import hookimpl
from gradecheck_vector_calculus import (
    areas,
    chain_exp,
    chain_in_one_variable,
    chain_rule,
    difference_quotients,
    dimensions,
    dot_square,
    gradient_checker,
    gradient_rules,
    gradients,
    jacobians,
    layouts,
    least_squares,
    least_squares_terms,
    linear_maps,
    maclaurin,
    one_sided,
    partial_derivatives,
    polar,
    powers,
    rules,
    taylor,
    taylor_errors,
    taylor_of_sin_cos,
    taylor_of_x4,
)


@hookimpl
def gradecheck_exercises():
    """The exercises, section by section."""
    return [
        *dot_square.EXERCISES,
        *difference_quotients.EXERCISES,
        *one_sided.EXERCISES,
        *powers.EXERCISES,
        *taylor.EXERCISES,
        *taylor_of_x4.EXERCISES,
        *taylor_of_sin_cos.EXERCISES,
        *taylor_errors.EXERCISES,
        *maclaurin.EXERCISES,
        *rules.EXERCISES,
        *chain_in_one_variable.EXERCISES,
        *gradients.EXERCISES,
        *partial_derivatives.EXERCISES,
        *gradient_rules.EXERCISES,
        *chain_rule.EXERCISES,
        *gradient_checker.EXERCISES,
        *jacobians.EXERCISES,
        *layouts.EXERCISES,
        *areas.EXERCISES,
        *linear_maps.EXERCISES,
        *polar.EXERCISES,
        *dimensions.EXERCISES,
        *chain_exp.EXERCISES,
        *least_squares.EXERCISES,
        *least_squares_terms.EXERCISES,
    ]
