import numpy as np

def gaussian_mle_sigma(X):
    """x is the d x N data matrix (but here the rows are the samples)."""
    x = X
    N = x.shape[1]
    v = x - x.mean(axis=0)
    return v @ v.T / N
