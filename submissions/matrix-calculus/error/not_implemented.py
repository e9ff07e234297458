import numpy as np

def trace_inverse_grad(W):
    raise NotImplementedError("ask in the tutorial")

def sigmoid_derivative(x):
    raise NotImplementedError
