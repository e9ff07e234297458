import numpy as np

def affine_lsq_grad_x(A, x, b, y):
    return (A.T @ (A @ x + b - y)).reshape(-1, 1)

def gaussian_grad_mu(X, mu, Sigma):
    return np.linalg.inv(Sigma) @ (X - mu).sum(axis=0)[:, None]
