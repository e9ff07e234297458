import numpy as np

def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    return -np.trace(V @ V) * np.identity(W.shape[0])
