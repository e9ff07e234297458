import numpy as np

def gaussian_grad_sigma(X, Sigma):
    P = np.linalg.inv(Sigma)
    return 0.5 * (P @ X.T @ X @ P - len(X) * P)

def gaussian_mle_sigma(X):
    return X.T @ X / X.shape[0]
