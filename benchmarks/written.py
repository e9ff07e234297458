"""Right answers written by hand, by formulas of other textbooks, for some of the exercises."""

from collections.abc import Callable
from math import comb, perm
from typing import Any

import numpy as np

Formula = Callable[..., Any]
#: oracles that integrate around a circle: exact to a rounding of the largest value on it, not of the result
ROUGH_ORACLES = frozenset(
    {"taylor-x4-derivatives", "taylor-x4-coefficients", "taylor-sincos-derivatives", "taylor-sincos"}
)


def _cofactors(X: Any) -> Any:
    n = len(X)
    minors = [[np.delete(np.delete(X, i, 0), j, 1) for j in range(n)] for i in range(n)]
    return np.array([[(-1) ** (i + j) * np.linalg.det(minors[i][j]) for j in range(n)] for i in range(n)])


def _in_eigenbasis(W: Any, function: Formula) -> Any:
    """A function of a matrix by its eigenvalues."""
    values, vectors = np.linalg.eig(W)
    return np.real((vectors * function(values)) @ np.linalg.inv(vectors))


def _trace_product(A: Any, X: Any, B: Any, C: Any) -> Any:
    """By vec: the Hessian of a quadratic form, times vec X."""
    hessian = np.kron(B, A.T @ C.T) + np.kron(B.T, C @ A)
    return (hessian @ X.ravel(order="F")).reshape(X.shape, order="F")


def _one_by_one(J: Any) -> Any:
    return np.array([[J[i, j] for i in range(J.shape[0])] for j in range(J.shape[1])])


def _gaussian_sigma(X: Any, Sigma: Any) -> Any:
    """Sample by sample, with solve."""
    total = np.zeros_like(Sigma)
    for v in X - X.mean(axis=0):
        w = np.linalg.solve(Sigma, v)
        total += (np.outer(w, w) - np.linalg.solve(Sigma, np.eye(len(v)))) / 2
    return total


def _polar(x: Any) -> Any:
    r, t = x
    return np.linalg.det([[np.cos(t), -r * np.sin(t)], [np.sin(t), r * np.cos(t)]])


def _shifted_power(x0: Any) -> Any:
    shifted = np.polynomial.Polynomial([x0, 1.0]) ** 4
    return np.append(shifted.coef, [0.0, 0.0])


def _derived_power(x0: Any) -> Any:
    power = np.poly1d([1.0, 0, 0, 0, 0])
    return np.array([np.polyder(power, k)(x0) if k <= 4 else 0.0 for k in range(7)])


WRITTEN: dict[str, list[Formula]] = {
    "trace-inverse-grad": [
        lambda W: _in_eigenbasis(W.T, lambda v: -1 / v**2),
        lambda W: -np.linalg.solve(W.T, np.linalg.solve(W.T, np.eye(len(W)))),
    ],
    "inverse-differential": [
        lambda W, dW: -np.linalg.solve(W, np.linalg.solve(W.T, dW.T).T),
    ],
    "det-grad": [_cofactors],
    "logdet-grad": [
        lambda S: _cofactors(S) / np.linalg.det(S),
        lambda S: np.linalg.solve(S.T, np.eye(len(S))),
    ],
    "gaussian-grad-sigma": [_gaussian_sigma],
    "trace-axbxc-grad": [_trace_product],
    "affine-lsq-grad-x": [lambda A, x, b, y: (A.T @ A) @ x + A.T @ (b - y)],
    "sigmoid-derivative": [lambda x: np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))) ** 2],
    "softmax-jacobian": [
        lambda z: np.array([[_entry(z, i, j) for j in range(len(z))] for i in range(len(z))])
    ],
    "quadratic-form-grad-matrix": [
        lambda _A, x: x[:, np.newaxis] * x,
        lambda _A, x: np.kron(x, x).reshape(len(x), len(x)),
    ],
    "taylor-x4-derivatives": [
        lambda x0: np.array([perm(4, k) * x0 ** (4 - k) if k <= 4 else 0.0 for k in range(7)]),
        _derived_power,
    ],
    "taylor-x4-coefficients": [
        lambda x0: np.array([comb(4, k) * x0 ** (4 - k) if k <= 4 else 0.0 for k in range(7)]),
        _shifted_power,
    ],
    "taylor-sincos-derivatives": [
        lambda n: np.array([np.sin(k * np.pi / 2) + np.cos(k * np.pi / 2) for k in range(n + 1)]),
        lambda n: np.array([(-1.0) ** (k * (k - 1) // 2) for k in range(n + 1)]),
    ],
    "jacobian-sum": [
        lambda x: np.full((1, x.size), 1.0),
        lambda x: np.eye(len(x)).sum(axis=0, keepdims=True),
    ],
    "layout-convert": [_one_by_one, lambda J: np.einsum("ij->ji", J)],
    "jacobian-linear": [lambda A, x: np.stack([A @ e for e in np.eye(len(x))], axis=1)],
    "jacobian-method2": [
        lambda f, x: np.stack([f(e) for e in np.eye(len(x))], axis=1),
        lambda f, x: np.stack([f(x + e) - f(x) for e in np.eye(len(x))], axis=1),
    ],
    "jacobian-polar-area": [_polar, lambda x: np.hypot(x[0] * np.cos(x[1]), x[0] * np.sin(x[1]))],
    "lsq-jacobian-e": [lambda Phi: -(np.eye(len(Phi)) @ Phi), lambda Phi: np.array([-row for row in Phi])],
}


def _entry(z: Any, i: int, j: int) -> Any:
    """q_i (1 or 0, minus q_j), each q from the differences of the logits."""
    q = [1 / np.sum(np.exp(z - z[k])) for k in (i, j)]
    return q[0] * (float(i == j) - q[1])
