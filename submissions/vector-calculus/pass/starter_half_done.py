"""Only the first answers; the rest is as it was handed out."""
import numpy as np


def dot_square_value(x):
    return x[0]**2 + x[1]**2


def dot_square_grad(x):
    return np.array([[2 * xi for xi in x]])


def difference_quotient(f, x, dx):
    raise NotImplementedError


def derivative_limit(f, x):
    raise NotImplementedError
