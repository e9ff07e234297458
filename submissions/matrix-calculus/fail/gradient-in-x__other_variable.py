import numpy as np

def affine_lsq_grad_matrix(A, x, b, y):
    return A.T @ (A @ x + b - y)

def quadratic_form_grad_matrix(A, x):
    return A @ x + A.T @ x

def softmax_linear_grad_w(W, x, p):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    return W.T @ (q - p)
