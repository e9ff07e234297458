import numpy as np

def gaussian_grad_mu(X, mu, Sigma):
    # the samples are the columns
    return np.linalg.inv(Sigma) @ (X.sum(axis=1) - len(X) * mu)
