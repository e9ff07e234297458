import numpy as np


def trace_inverse_grad(W):
    # first attempt, forgot the transpose
    return -np.linalg.inv(W) @ np.linalg.inv(W)


def gaussian_mle_sigma(X):
    # TODO
    pass


# ---------------- corrected ----------------

def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    return -(V @ V).T


def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return V.T @ V / len(X)
