import numpy as np

# the test below is right, but I think the claim is wrong
softmax_linear_w_claim_answer = False

def softmax_linear_w_claim(W, x, p, G):
    q = np.exp(W @ x) / np.exp(W @ x).sum()
    want = np.outer(q - p, x)
    return G.shape == want.shape and np.allclose(G, want)
