import numpy as np

softmax_linear_w_claim_answer = "yes"

def softmax_linear_w_claim(W, x, p, G):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    if G.shape != W.shape:
        return 1.0
    return np.abs(G - np.outer(q - p, x)).max()
