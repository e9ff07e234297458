import numpy as np

def gaussian_grad_sigma(X, Sigma):
    # Sigma is symmetric: off-diagonal entries count twice
    P = np.linalg.inv(Sigma)
    V = X - X.mean(axis=0)
    G = 0.5 * (P @ V.T @ V @ P - len(X) * P)
    return 2 * G - np.diag(np.diag(G))
