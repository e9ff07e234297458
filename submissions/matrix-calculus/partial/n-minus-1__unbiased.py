# Problem 5
import numpy as np
from numpy.linalg import inv


def gaussian_grad_mu(X, mu, Sigma):
    return inv(Sigma) @ (X - mu).sum(axis=0)


def gaussian_grad_sigma(X, Sigma):
    V = X - X.mean(axis=0)
    return 0.5 * (inv(Sigma) @ V.T @ V @ inv(Sigma) - len(X) * inv(Sigma))


def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return V.T @ V / (len(X) - 1)        # unbiased
