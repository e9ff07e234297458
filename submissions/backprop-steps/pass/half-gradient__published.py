import numpy as np


def backprop_grads(x, y, w1, w2):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    grad_y_pred = h_relu.dot(w2) - y
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h_relu = grad_y_pred.dot(w2.T)
    grad_h = grad_h_relu.copy()
    grad_h[h < 0] = 0
    return x.T.dot(grad_h), grad_w2


def backprop_update(x, y, w1, w2, lr):
    grad_w1, grad_w2 = backprop_grads(x, y, w1, w2)
    return w1 - lr * grad_w1, w2 - lr * grad_w2
