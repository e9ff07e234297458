"""Vector calculus: the first answers; the rest is still as it was handed out."""
import numpy as np
from math import factorial


def taylor_sincos_derivatives(n):
    return np.array([(1, 1, -1, -1)[k % 4] for k in range(n + 1)])


def taylor_sincos(n, x):
    return sum(d * x**k / factorial(k) for k, d in enumerate(taylor_sincos_derivatives(n)))


def taylor_figure54_errors():
    x = np.linspace(0, 4, 401)
    f = np.sin(x) + np.cos(x)
    return np.array([abs(f - taylor_sincos(n, x)).max() for n in (0, 1, 5, 10)])


def maclaurin_cos_sin(x, K):
    raise NotImplementedError


def power_series(a, c, x):
    raise NotImplementedError
