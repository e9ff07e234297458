import numpy as np

def taylor_x4_derivatives(x0):
    return np.array([x0**4, 4*x0**3, 6*x0**2, 4*x0, 1, 0, 0])

def taylor_x4_coefficients(x0):
    return taylor_x4_derivatives(x0)
