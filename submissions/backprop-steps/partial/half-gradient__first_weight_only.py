import numpy as np


def backprop_grads(x, y, w1, w2):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    grad_y_pred = 2 * (h_relu.dot(w2) - y)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h = grad_y_pred.dot(w2.T)
    grad_h[h < 0] = 0
    return x.T.dot(grad_h) / 2, grad_w2
