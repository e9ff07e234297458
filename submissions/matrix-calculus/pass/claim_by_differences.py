import numpy as np


def loss(W, x, p):
    z = W @ x
    return np.log(np.exp(z).sum()) - p @ z


# yes, it holds
softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G, h=1e-6):
    if np.shape(G) != np.shape(W):
        return False
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            E = np.zeros_like(W)
            E[i, j] = h
            if abs((loss(W + E, x, p) - loss(W - E, x, p)) / (2 * h) - G[i, j]) > 1e-7:
                return False
    return True
