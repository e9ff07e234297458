import numpy as np

softmax_linear_w_claim_answer = True

def softmax_linear_w_claim(W, x, p, G):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    a, b = np.linalg.norm(G), np.linalg.norm(np.outer(q - p, x))
    return abs(a - b) < 1e-9 * b
