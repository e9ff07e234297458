import numpy as np

def gradient_x1sq_x2(x):
    return np.array([[x[0]*x[1] + x[1]**3, x[0]**2 + 3*x[0]*x[1]**2]])

def dot_square_grad(x):
    return np.array([2 * x])
