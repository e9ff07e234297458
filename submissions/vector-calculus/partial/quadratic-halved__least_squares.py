import numpy as np

def lsq_dims(N, D):
    return ((1, N), (N, D), (1, D))

def lsq_grad_e(e):
    return 2 * e[np.newaxis]

def lsq_jacobian_e(Phi):
    return -Phi

def lsq_grad_theta(Phi, theta, y):
    return lsq_grad_e(y - Phi @ theta) @ lsq_jacobian_e(Phi)

def lsq_direct(Phi, theta, y):
    # y^T y does not depend on theta
    return np.array([0 * theta, -2 * y @ Phi, theta @ Phi.T @ Phi])
