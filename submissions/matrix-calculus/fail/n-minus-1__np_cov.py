import numpy as np

def gaussian_mle_sigma(X):
    return np.cov(X, rowvar=False)
