import numpy as np

def det_power_grad(X, k):
    Y = np.linalg.matrix_power(X, k)
    return k * np.linalg.det(Y) * np.linalg.inv(Y).T
