import numpy as np


def backprop_update(x, y, w1, w2, lr):
    w1 = w1.copy()
    w2 = w2.copy()
    h = x @ w1
    h_relu = np.where(h > 0, h, 0)
    diff = h_relu @ w2 - y
    grad_w2 = 2 * h_relu.T @ diff
    grad_w1 = 2 * x.T @ ((h > 0) * (diff @ w2.T))
    w1 -= lr * grad_w1
    w2 -= lr * grad_w2
    return w1, w2
