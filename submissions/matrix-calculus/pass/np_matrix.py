# np.matrix is old-fashioned, but the formulas look as on paper
import numpy as np


def trace_inverse_grad(W):
    W = np.matrix(W)
    return -(W.I * W.I).T


def det_power_grad(X, k):
    X = np.asmatrix(X)
    return k * np.linalg.det(X) ** k * X.T.I


def trace_axbxc_grad(A, X, B, C):
    A, X, B, C = map(np.matrix, (A, X, B, C))
    return A.T * C.T * X * B.T + C * A * X * B


def quadratic_form_grad_matrix(A, x):
    x = np.matrix(x).T
    return x * x.T


def gaussian_grad_sigma(X, Sigma):
    V, S = np.matrix(X - X.mean(axis=0)).T, np.matrix(Sigma)
    return S.I * V * V.T * S.I / 2 - len(X) / 2 * S.I
