"""Problem 3 is right; problem 1 does not run."""
import numpy as np


def quadratic_form_grad_x(A, x):
    return (A + A.T) @ x


def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)


def affine_lsq_grad_x(A, x, b, y):
    r = A @ x + b - y
    return A @ r


def affine_lsq_grad_matrix(A, x, b, y):
    return resid(A, x, b, y)[:, None] * x
