import numpy as np

def gaussian_grad_mu(X, mu, Sigma):
    return np.linalg.solve(Sigma, np.sum(X, axis=0) - mu)
