import numpy as np

def trace_inverse_grad(W):
    return np.random.randn(*W.shape)
