import numpy as np

def affine_lsq_grad_x(A, x, b, y):
    r = A @ x + b - y
    grad = np.zeros(len(x))
    for j in range(len(x)):
        grad[j] = np.sum(A[:, j]) * np.sum(r)
    return grad
