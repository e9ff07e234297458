import numpy as np

def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return np.linalg.inv(V.T @ V / len(X))
