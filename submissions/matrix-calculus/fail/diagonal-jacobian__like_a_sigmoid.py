import numpy as np

def softmax(z):
    return np.exp(z) / np.exp(z).sum()

def softmax_ce_grad_z(z, p):
    q = softmax(z)
    return -p / q * q * (1 - q)

def softmax_linear_grad_w(W, x, p):
    return softmax_ce_grad_z(W @ x, p)[:, None] * x[None, :]
