import numpy as np

def trace_inverse_grad(W):
    Winv = np.linalg.inv(W)
    return -Winv @ Winv
