import numpy as np

softmax_linear_w_claim_answer = True

def softmax_linear_w_claim(W, x, p, G):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    return abs(np.sum(G) - np.sum(np.outer(q - p, x))) < 1e-9
