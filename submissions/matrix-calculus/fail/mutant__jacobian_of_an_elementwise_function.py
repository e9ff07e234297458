import numpy as np

def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x))
    return np.diag(s * (1 - s))
