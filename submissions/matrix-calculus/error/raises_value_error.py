import numpy as np

def trace_inverse_grad(W):
    raise ValueError("ask in the tutorial")

def sigmoid_derivative(x):
    raise ValueError
