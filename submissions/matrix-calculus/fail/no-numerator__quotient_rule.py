import numpy as np

def sigmoid_derivative(x):
    # (1/u)' = 1/u^2
    return 1 / (1 + np.exp(-x)) ** 2
