import numpy as np

def trace_inverse_grad(W):
    # gradient descent on ||W V - I||^2 until it is exactly zero
    V = np.zeros(W.shape)
    while np.any(W @ V != np.eye(len(W))):
        V = V - 0.1 * W.T @ (W @ V - np.eye(len(W)))
    return -(V @ V).T
