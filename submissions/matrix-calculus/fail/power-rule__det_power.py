import numpy as np

def det_power_grad(X, k):
    return k * np.linalg.det(X) ** (k - 1) * np.eye(X.shape[0])
