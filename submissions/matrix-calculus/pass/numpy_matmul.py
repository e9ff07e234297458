"""Homework 4: all fifteen answers, plain numpy."""
import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# 1. f = 1/2 ||Ax + b - y||^2
def affine_lsq_grad_matrix(A, x, b, y):
    return np.outer(A @ x + b - y, x)


def affine_lsq_grad_x(A, x, b, y):
    return A.T @ (A @ x + b - y)


# 2. tr(W^-1):  d tr(W^-1) = -tr(W^-1 dW W^-1) = tr(-W^-2 dW)
def trace_inverse_grad(W):
    Winv = np.linalg.inv(W)
    return -(Winv @ Winv).T


# 3. x^T A x
def quadratic_form_grad_x(A, x):
    return (A + A.T) @ x


def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)


# 4. softmax and cross-entropy
def softmax_ce_grad_z(z, p):
    return softmax(z) - p


def softmax_linear_grad_w(W, x, p):
    return np.outer(softmax(W @ x) - p, x)


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    want = softmax_linear_grad_w(W, x, p)
    return G.shape == want.shape and np.allclose(G, want)


# 5. maximum likelihood
def gaussian_grad_mu(X, mu, Sigma):
    return np.linalg.inv(Sigma) @ np.sum(X - mu, axis=0)


def gaussian_grad_sigma(X, Sigma):
    N = X.shape[0]
    V = X - X.mean(axis=0)
    P = np.linalg.inv(Sigma)
    return -N / 2 * P + 1 / 2 * P @ V.T @ V @ P


def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return V.T @ V / X.shape[0]


# 6. |X^k| = |X|^k
def det_power_grad(X, k):
    return k * np.linalg.det(X) ** k * np.linalg.inv(X).T


# 7. tr(A X B X^T C)
def trace_axbxc_grad(A, X, B, C):
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


# 8. sigmoid
def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


# 9. Gaussian kernel
def gaussian_kernel_grad(x, mu, sigma):
    s2 = sigma @ sigma
    return -(x - mu) / s2 * np.exp(-(x - mu) @ (x - mu) / (2 * s2))
