import numpy as np

def det_power_grad(X, k):
    D = np.linalg.det(X)
    return k * D ** (k - 1) * np.linalg.inv(X).T
