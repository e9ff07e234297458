import numpy as np


def backprop_grads(x, y, w1, w2):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    grad_y_pred = 2 * (y_pred - y)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h = grad_y_pred.dot(w2.T)
    grad_h[h < 0] = 0
    grad_w1 = x.T.dot(grad_h)
    return grad_w1, grad_w2


def backprop_update(x, y, w1, w2, lr):
    grad_w1, grad_w2 = backprop_grads(x, y, w1, w2)
    return w1 - lr * grad_w1, w2 - lr * grad_w2
