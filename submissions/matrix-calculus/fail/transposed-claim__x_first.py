import numpy as np

softmax_linear_w_claim_answer = True

def softmax_linear_w_claim(W, x, p, G):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    want = np.outer(x, q - p)
    return G.shape == want.shape and np.allclose(G, want)
