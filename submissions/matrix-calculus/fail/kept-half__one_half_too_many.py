import numpy as np

def gaussian_grad_mu(X, mu, Sigma):
    return 0.5 * np.linalg.inv(Sigma) @ (X - mu).sum(axis=0)

def gaussian_kernel_grad(x, mu, sigma):
    s = 2 * np.sum(sigma ** 2)
    return -(x - mu) / s * np.exp(-np.sum((x - mu) ** 2) / s)
