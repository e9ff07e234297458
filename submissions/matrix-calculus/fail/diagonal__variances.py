import numpy as np

def gaussian_mle_sigma(X):
    return np.diag(X.var(axis=0))
