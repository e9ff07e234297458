import numpy as np


def trace_inverse_grad(W):
    gradient = np.zeros(W.shape, dtype=np.float32)
    inverse = np.linalg.inv(W)
    gradient[:] = -(inverse @ inverse).T
    return gradient
