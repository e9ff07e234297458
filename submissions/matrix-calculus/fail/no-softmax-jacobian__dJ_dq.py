import numpy as np

def softmax(z):
    return np.exp(z) / np.exp(z).sum()

def softmax_ce_grad_z(z, p):
    return -p / softmax(z)

def softmax_linear_grad_w(W, x, p):
    return np.outer(-p / softmax(W @ x), x)
