# gradients have the shape of x
import numpy as np

def dot_square_grad(x):
    return 2 * x.reshape(-1, 1)

def gradient_x1sq_x2(x):
    a, b = x
    return np.array([[2*a*b + b**3], [a**2 + 3*a*b**2]])

def lsq_grad_theta(Phi, theta, y):
    e = (y - Phi @ theta).reshape(-1, 1)
    return -2 * Phi.T @ e
