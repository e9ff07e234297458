import numpy as np


def backprop_update(x, y, w1, w2, lr):
    h = x @ w1
    a = np.maximum(h, 0)
    g = 2 * (a @ w2 - y)
    w2 = w2 - lr * a.T @ g
    w1 = w1 - lr * x.T @ (g @ w2.T * (h > 0))
    return w1, w2
