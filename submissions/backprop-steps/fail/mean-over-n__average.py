import numpy as np


def backprop_grads(x, y, w1, w2):
    N = x.shape[0]
    h = x @ w1
    a = np.maximum(h, 0)
    g = 2 / N * (a @ w2 - y)
    return x.T @ (g @ w2.T * (h > 0)), a.T @ g
