import numpy as np

def gaussian_kernel_grad(x, mu, sigma):
    x -= mu
    sigma *= sigma
    return -x / sigma.sum() * np.exp(-(x ** 2).sum() / (2 * sigma.sum()))

def gaussian_mle_sigma(X):
    X -= X.mean(axis=0)
    return X.T @ X / len(X)

def affine_lsq_grad_x(A, x, b, y):
    b += A @ x
    b -= y
    return b @ A
