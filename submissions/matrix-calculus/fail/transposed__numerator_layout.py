"""Matrix gradients read off df = tr(M dX) as M, without the last transpose."""
import numpy as np

def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()

def affine_lsq_grad_matrix(A, x, b, y):
    M = np.outer(x, A @ x + b - y)
    return M

def softmax_linear_grad_w(W, x, p):
    M = np.outer(x, softmax(W @ x) - p)
    return M

def trace_axbxc_grad(A, X, B, C):
    M = B @ X.T @ C @ A + B.T @ X.T @ A.T @ C.T
    return M
