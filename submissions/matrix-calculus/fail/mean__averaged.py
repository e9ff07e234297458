import numpy as np

def softmax_ce_grad_z(z, p):
    q = np.exp(z) / np.exp(z).sum()
    return (q - p) / z.size

def gaussian_grad_mu(X, mu, Sigma):
    return np.linalg.inv(Sigma) @ np.mean(X - mu, axis=0)

def gaussian_grad_sigma(X, Sigma):
    S = np.cov(X, rowvar=False, bias=True)
    P = np.linalg.inv(Sigma)
    return (P @ S @ P - P) / 2
