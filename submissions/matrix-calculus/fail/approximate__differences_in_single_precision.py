import numpy as np


def trace(W):
    return np.trace(np.linalg.inv(W))


def trace_inverse_grad(W):
    gradient = np.zeros(W.shape, dtype=np.float32)
    for i, j in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[i, j] = 1e-5
        gradient[i, j] = (trace(W + step) - trace(W - step)) / 2e-5
    return gradient
