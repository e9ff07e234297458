"""Never form an inverse: np.linalg.solve everywhere."""

import numpy as np
from numpy.linalg import solve, slogdet, cholesky


def affine_lsq_grad_matrix(A, x, b, y):
    r = A @ x + b - y
    return r[:, None] @ x[None, :]


def affine_lsq_grad_x(A, x, b, y):
    # r^T A instead of A^T r: the same numbers for 1-d arrays
    return (A @ x + b - y) @ A


def trace_inverse_grad(W):
    I = np.eye(W.shape[0])
    # W^-T W^-T
    return -solve(W.T, solve(W.T, I))


def quadratic_form_grad_x(A, x):
    return x @ A + A @ x


def quadratic_form_grad_matrix(A, x):
    return np.multiply.outer(x, x)


def log_softmax(z):
    return z - z.max() - np.log(np.sum(np.exp(z - z.max())))


def softmax_ce_grad_z(z, p):
    return np.exp(log_softmax(z)) - p


def softmax_linear_grad_w(W, x, p):
    return softmax_ce_grad_z(W @ x, p)[:, None] * x


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    if G.shape != (len(p), len(x)):
        return False
    return bool(np.linalg.norm(G - softmax_linear_grad_w(W, x, p)) < 1e-8)


def gaussian_grad_mu(X, mu, Sigma):
    return solve(Sigma, (X - mu).sum(axis=0))


def gaussian_grad_sigma(X, Sigma):
    N, d = X.shape
    V = X - X.mean(axis=0)
    L = cholesky(Sigma)
    Z = solve(L.T, solve(L, V.T))                       # Sigma^-1 V^T
    return Z @ Z.T / 2 - N / 2 * solve(L.T, solve(L, np.eye(d)))


def gaussian_mle_sigma(X):
    return np.cov(X, rowvar=False, ddof=0)


def det_power_grad(X, k):
    sign, logabs = slogdet(X)
    return k * sign ** k * np.exp(k * logabs) * solve(X.T, np.eye(len(X)))


def trace_axbxc_grad(A, X, B, C):
    M = C @ A
    return M.T @ X @ B.T + M @ X @ B


def sigmoid_derivative(x):
    t = np.tanh(x / 2)
    return (1 - t) * (1 + t) / 4


def gaussian_kernel_grad(x, mu, sigma):
    s2 = np.linalg.norm(sigma) ** 2
    return np.exp(-np.linalg.norm(x - mu) ** 2 / (2 * s2)) * (mu - x) / s2
