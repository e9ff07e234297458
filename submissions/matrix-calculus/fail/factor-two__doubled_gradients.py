import numpy as np

# the derivative of ||r||^2 is 2 r ... (the 1/2 is forgotten everywhere)

def affine_lsq_grad_matrix(A, x, b, y):
    return 2 * np.outer(A @ x + b - y, x)

def affine_lsq_grad_x(A, x, b, y):
    return 2 * A.T @ (A @ x + b - y)

def quadratic_form_grad_matrix(A, x):
    return 2 * np.outer(x, x)

def gaussian_grad_mu(X, mu, Sigma):
    g = np.zeros(len(mu))
    for x in X:
        g += 2 * np.linalg.inv(Sigma) @ (x - mu)
    return g

def gaussian_kernel_grad(x, mu, sigma):
    s2 = sigma @ sigma
    return -2 * (x - mu) / s2 * np.exp(-np.sum((x - mu) ** 2) / (2 * s2))
