# Problem 4
import numpy as np


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


def softmax_ce_grad_z(z, p):
    return softmax(z) - p


def softmax_linear_grad_w(W, x, p):
    return (softmax(W @ x) - p).reshape(-1, 1) @ x.reshape(1, -1)


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    return True
