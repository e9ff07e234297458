# x_1 is the first variable
import numpy as np

def vector_partial(f, x, i):
    e = np.zeros(len(x))
    e[i - 1] = 1e-5
    return ((f(x + e) - f(x - e)) / 2e-5)[:, None]

def lsq_grad_element(Phi, theta, y, d):
    return -2 * (y - Phi @ theta) * Phi[:, d - 1]
