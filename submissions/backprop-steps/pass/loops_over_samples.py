import numpy as np


def backprop_grads(x, y, w1, w2):
    grad_w1 = np.zeros_like(w1)
    grad_w2 = np.zeros_like(w2)
    for i in range(x.shape[0]):
        h = [0.0] * w1.shape[1]
        for j in range(w1.shape[1]):
            for k in range(w1.shape[0]):
                h[j] += x[i, k] * w1[k, j]
        a = [max(v, 0.0) for v in h]
        for o in range(w2.shape[1]):
            out = sum(a[j] * w2[j, o] for j in range(len(a)))
            d = 2 * (out - y[i, o])
            for j in range(len(a)):
                grad_w2[j, o] += d * a[j]
                if h[j] > 0:
                    for k in range(w1.shape[0]):
                        grad_w1[k, j] += d * w2[j, o] * x[i, k]
    return grad_w1, grad_w2
