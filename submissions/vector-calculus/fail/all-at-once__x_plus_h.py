import numpy as np

def numeric_gradient(f, x):
    h = 1e-6
    return np.array([[(f(x + h) - f(x - h)) / (2*h) for _ in x]])
