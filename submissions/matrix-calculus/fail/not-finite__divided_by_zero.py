import numpy as np

def trace_inverse_grad(W):
    G = np.zeros(W.shape)
    h = 0
    for i in range(len(W)):
        for j in range(len(W)):
            E = np.zeros(W.shape)
            E[i, j] = h
            G[i, j] = (np.trace(np.linalg.inv(W + E)) - np.trace(np.linalg.inv(W))) / np.float64(h)
    return G
