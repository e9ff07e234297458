import numpy as np

def gaussian_grad_sigma(X, Sigma):
    P = np.linalg.inv(Sigma)
    V = X - X.mean(axis=0)
    G = -0.5 * P
    for v in V:
        G = G + 0.5 * P @ np.outer(v, v) @ P
    return G
