import numpy as np

# gradients of scalars are row vectors (as in our analysis course)

def affine_lsq_grad_x(A, x, b, y):
    r = (A @ x + b - y).reshape(1, -1)
    return r @ A

def quadratic_form_grad_x(A, x):
    xT = x.reshape(1, -1)
    return xT @ (A + A.T)

def gaussian_kernel_grad(x, mu, sigma):
    v = np.atleast_2d(x - mu)
    s2 = np.linalg.norm(sigma) ** 2
    return -v / s2 * np.exp(-np.linalg.norm(v) ** 2 / (2 * s2))
