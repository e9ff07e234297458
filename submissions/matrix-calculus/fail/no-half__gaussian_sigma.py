import numpy as np

def gaussian_grad_sigma(X, Sigma):
    P = np.linalg.inv(Sigma)
    V = X - X.mean(axis=0)
    return P @ V.T @ V @ P - len(X) * P
