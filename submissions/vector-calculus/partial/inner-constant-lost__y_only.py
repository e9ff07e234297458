import numpy as np

def partials_x_2y3(x, y):
    f = x + 2*y**3
    return np.array([2*f, 6*f*y**2])

def chain_2x1_4(x):
    return 8 * (2*x + 1)**3

def gradient_x1sq_x2(x):
    return np.array([[2*x[0]*x[1] + x[1]**3, x[0]**2 + 3*x[0]*x[1]**2]])
