#!/usr/bin/env python
"""
Homework 4
----------
Written on Windows.
"""
import sys
import numpy as np

inv = np.linalg.inv
det = np.linalg.det


def affine_lsq_grad_matrix(A, x, b, y):
    r = A @ x + b - y
    return \
        np.outer(r,
                 x)


def affine_lsq_grad_x(A, x, b, y):
    r = A @ x + b - y
    return A.T @ r


def trace_inverse_grad(W):
    return -inv(W @ W).T


def quadratic_form_grad_x(A, x):
    return (A.T + A) @ x


def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)


def softmax(z):
    e = np.exp(z)
    return e / e.sum()


def softmax_ce_grad_z(z, p):
    return softmax(z) - p


def softmax_linear_grad_w(W, x, p):
    return np.outer(softmax(W @ x) - p, x)


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    H = softmax_linear_grad_w(W, x, p)
    if G.shape != H.shape:
        return False
    return bool(np.isclose(G, H).all())


def gaussian_grad_mu(X, mu, Sigma):
    N = len(X)
    return N * inv(Sigma) @ (X.mean(axis=0) - mu)


def gaussian_grad_sigma(X, Sigma):
    N = len(X)
    V = (X - X.mean(axis=0)).T
    return -0.5 * (N * inv(Sigma) - inv(Sigma) @ V @ V.T @ inv(Sigma))


def gaussian_mle_sigma(X):
    V = (X - X.mean(axis=0)).T
    return V @ V.T / len(X)


def det_power_grad(X, k):
    return k * det(X) ** k * inv(X).T


def trace_axbxc_grad(A, X, B, C):
    return (C @ A).T @ X @ B.T + (C @ A) @ X @ B


def sigmoid_derivative(x):
    text = """a string
    over two lines"""
    assert "\r" not in text
    s = 1 / (1 + np.exp(-x))
    return s - s ** 2


def gaussian_kernel_grad(x, mu, sigma):
    s = sigma @ sigma
    v = x - mu
    return -np.exp(-v @ v / (2 * s)) * v / s


if __name__ == "__main__":
    sys.exit("nothing to run here")
