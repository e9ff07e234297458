import numpy as np
from scipy.special import expit

def sigmoid_derivative(x):
    return expit(x) * expit(-x)
