import numpy as np

def det_power_grad(X, k):
    return np.linalg.det(np.linalg.matrix_power(X, k)) * np.linalg.inv(X).T
