import numpy as np

def lsq_jacobian_e(Phi):
    return Phi

def lsq_grad_theta(Phi, theta, y):
    return 2 * (y - Phi @ theta).reshape(1, -1) @ Phi
