import numpy as np

def gaussian_grad_sigma(X, Sigma):
    P = np.linalg.inv(Sigma)
    for x in X:
        v = x - X.mean(axis=0)
    return 0.5 * P @ np.outer(v, v) @ P - 0.5 * len(X) * P
