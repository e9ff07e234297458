import math
import numpy as np

def sigmoid_derivative(x):
    s = np.array([1 / (1 + math.exp(-t)) for t in x])
    return s * (1 - s)
