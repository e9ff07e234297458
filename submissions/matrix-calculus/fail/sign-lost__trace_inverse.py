import numpy as np

def trace_inverse_grad(W):
    return np.linalg.matrix_power(np.linalg.inv(W).T, 2)
