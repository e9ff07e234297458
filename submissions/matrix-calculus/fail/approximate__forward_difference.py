import numpy as np

def gradient(f, X, h=1e-6):
    G = np.zeros_like(X)
    for i in np.ndindex(X.shape):
        Y = X.copy()
        Y[i] += h
        G[i] = (f(Y) - f(X)) / h
    return G

def trace_inverse_grad(W):
    return gradient(lambda W: np.trace(np.linalg.inv(W)), W)

def quadratic_form_grad_x(A, x):
    return gradient(lambda x: x @ A @ x, x)

def gaussian_kernel_grad(x, mu, sigma):
    return gradient(lambda x: np.exp(-np.sum((x - mu) ** 2) / (2 * np.sum(sigma ** 2))), x)
