import numpy as np

def lsq_grad_e(e):
    return 2 * e.reshape(1, -1) / len(e)

def lsq_grad_theta(Phi, theta, y):
    return np.array([-2 * np.mean((y - Phi @ theta)[:, None] * Phi, axis=0)])
