import numpy as np

def trace_inverse_grad(W):
    """d ln|W| = tr(W^-1 dW), so that ..."""
    return -np.linalg.inv(W).T
