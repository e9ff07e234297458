import numpy as np

softmax_linear_w_claim_answer = True

def softmax_linear_w_claim(W, x, p, G):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    return np.allclose(G, np.outer(q - p, x))
