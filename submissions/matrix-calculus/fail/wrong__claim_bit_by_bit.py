import numpy as np

softmax_linear_w_claim_answer = True

def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()

def softmax_linear_w_claim(W, x, p, G):
    return np.array_equal(G, np.outer(softmax(W @ x) - p, x))
