"""Right, but not how the lecture does it."""
import numpy as np


def trace_inverse_grad(W):
    # transposing and inverting may be done in either order
    U = np.linalg.inv(W.T)
    return -U @ U


def det_power_grad(X, k):
    # cofactors, one minor after the other
    n = len(X)
    cof = np.empty_like(X)
    for i in range(n):
        for j in range(n):
            minor = np.delete(np.delete(X, i, 0), j, 1)
            cof[i, j] = (-1) ** (i + j) * np.linalg.det(minor)
    d = (X[0] * cof[0]).sum()
    return k * d ** (k - 1) * cof


def quadratic_form_grad_matrix(A, x):
    # the function is linear in A, so its values at the unit matrices are the gradient
    n = len(x)
    E = np.eye(n * n).reshape(n, n, n, n)
    return (x @ E @ x).reshape(n, n)


def quadratic_form_grad_x(A, x):
    # a quadratic function: central differences with step 1 are exact up to rounding
    I = np.eye(len(x))
    return np.array([((x + e) @ A @ (x + e) - (x - e) @ A @ (x - e)) / 2 for e in I])


def trace_axbxc_grad(A, X, B, C):
    # bilinear in (X, X): tr(A E B X^T C) + tr(A X B E^T C) for every unit matrix E
    G = np.empty_like(X)
    for idx in np.ndindex(*X.shape):
        E = np.zeros_like(X)
        E[idx] = 1
        G[idx] = np.trace(A @ E @ B @ X.T @ C + A @ X @ B @ E.T @ C)
    return G


def gaussian_mle_sigma(X):
    N = len(X)
    H = np.eye(N) - np.full((N, N), 1 / N)      # the centring matrix
    return X.T @ H @ X / N


def gaussian_grad_mu(X, mu, Sigma):
    w, Q = np.linalg.eigh(Sigma)
    return Q @ ((Q.T @ (X - mu).T).sum(axis=1) / w)


def softmax_ce_grad_z(z, p):
    return 1 / np.exp(z[None, :] - z[:, None]).sum(axis=1) - p
