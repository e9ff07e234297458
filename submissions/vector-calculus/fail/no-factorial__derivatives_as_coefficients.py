import numpy as np

def taylor_polynomial(derivs, x0, x):
    return sum(derivs[k] * (x - x0)**k for k in range(len(derivs)))

def taylor_x4_coefficients(x0):
    return np.array([x0**4, 4*x0**3, 12*x0**2, 24*x0, 24, 0, 0])
