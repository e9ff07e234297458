import numpy as np

def affine_lsq_grad_matrix(A, x, b, y):
    r = (A @ x + b - y)[:, None]
    return r @ r.T
