import numpy as np

def gaussian_mle_sigma(X):
    w, Q = np.linalg.eigh(np.cov(X.T, ddof=0))
    return Q @ np.diag(np.sqrt(w)) @ Q.T
