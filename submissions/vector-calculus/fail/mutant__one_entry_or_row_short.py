import numpy as np

def taylor_sincos_derivatives(n):
    return np.array([[1, 1, -1, -1][k % 4] for k in range(n)])

def lsq_direct(Phi, theta, y):
    # the first term does not depend on theta
    return np.array([-2 * y @ Phi, 2 * theta @ Phi.T @ Phi])
