import numpy as np

def affine_lsq_grad_matrix(A, x, b, y):
    r = A @ x + b - y
    return np.repeat(r[:, None], len(x), axis=1)
