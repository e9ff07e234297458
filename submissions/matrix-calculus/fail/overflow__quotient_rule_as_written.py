import numpy as np

def sigmoid_derivative(x):
    return np.exp(-x) / (1 + np.exp(-x)) ** 2
