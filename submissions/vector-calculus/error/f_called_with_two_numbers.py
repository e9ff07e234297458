import numpy as np

def numeric_gradient(f, x):
    h = 1e-5
    return np.array([[(f(x[0] + h, x[1]) - f(*x)) / h, (f(x[0], x[1] + h) - f(*x)) / h]])
