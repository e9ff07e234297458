import numpy as np

def taylor_x4_derivatives(x0):
    return np.array([x0**4, 4*x0**3, 12*x0**2, 24*x0, 24*x0, 0, 0])
