import numpy as np
from numpy.linalg import norm

def affine_lsq_grad_x(A, x, b, y):
    # the derivative of ||r|| is r / ||r||
    r = A @ x + b - y
    return A.T @ (r / norm(r))

def gaussian_kernel_grad(x, mu, sigma):
    K = np.exp(-norm(x - mu) ** 2 / (2 * norm(sigma) ** 2))
    return -(x - mu) / norm(sigma) * K
