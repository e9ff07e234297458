import numpy as np

def det_power_grad(X, k):
    # |kX| = k^m |X|
    m = X.shape[0]
    return float(k) ** m * np.linalg.det(X) * np.linalg.inv(X).T
