"""Homework 4: matrix calculus, the nine problems step by step."""

from gradecheck.author import hookimpl
from gradecheck_matrix_calculus import (
    affine_lsq,
    cross_entropy,
    determinant,
    gaussian,
    gaussian_covariance,
    gaussian_kernel,
    gaussian_maximum,
    gaussian_terms,
    quadratic_form,
    sigmoid,
    softmax,
    softmax_cross_entropy,
    softmax_linear,
    trace_inverse,
    trace_product,
)


@hookimpl
def gradecheck_exercises():
    """The exercises, problem by problem."""
    return [
        *affine_lsq.EXERCISES,
        *trace_inverse.EXERCISES,
        *quadratic_form.EXERCISES,
        *softmax.EXERCISES,
        *cross_entropy.EXERCISES,
        *softmax_cross_entropy.EXERCISES,
        *softmax_linear.EXERCISES,
        *gaussian.EXERCISES,
        *gaussian_terms.EXERCISES,
        *gaussian_covariance.EXERCISES,
        *gaussian_maximum.EXERCISES,
        *determinant.EXERCISES,
        *trace_product.EXERCISES,
        *sigmoid.EXERCISES,
        *gaussian_kernel.EXERCISES,
    ]
