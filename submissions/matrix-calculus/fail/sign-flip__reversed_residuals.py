import numpy as np
from numpy.linalg import inv

def softmax(z):
    return np.exp(z) / sum(np.exp(z))

def affine_lsq_grad_matrix(A, x, b, y):
    return np.outer(y - A @ x - b, x)

def affine_lsq_grad_x(A, x, b, y):
    return A.T @ (y - A @ x - b)

def softmax_ce_grad_z(z, p):
    return p - softmax(z)

def softmax_linear_grad_w(W, x, p):
    return np.outer(p - softmax(W @ x), x)

def gaussian_grad_mu(X, mu, Sigma):
    return inv(Sigma) @ (mu - X).sum(axis=0)

def gaussian_grad_sigma(X, Sigma):
    V = X - X.mean(axis=0)
    return len(X) / 2 * inv(Sigma) - inv(Sigma) @ V.T @ V @ inv(Sigma) / 2

def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x))
    return s * (s - 1)

def gaussian_kernel_grad(x, mu, sigma):
    return (x - mu) / (sigma @ sigma) * np.exp(-(x - mu) @ (x - mu) / (2 * sigma @ sigma))
