import numpy as np

def affine_lsq_grad_matrix(A, x, b, y):
    error = np.dot(A, x) - y
    return np.outer(error, x)

def affine_lsq_grad_x(A, x, b, y):
    error = np.dot(A, x) - y
    return np.dot(A.T, error)
