import numpy as np

def lsq_grad_theta(Phi, theta, y):
    return -2 * (y - Phi @ theta)[None, :] @ Phi.T
