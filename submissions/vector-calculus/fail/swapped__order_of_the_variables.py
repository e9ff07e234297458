import numpy as np

def partials_x_2y3(x, y):
    f = x + 2*y**3
    return np.array([12*f*y**2, 2*f])

def gradient_x1sq_x2(x):
    x1, x2 = x
    return np.array([[x1**2 + 3*x1*x2**2, 2*x1*x2 + x2**3]])
