import numpy as np

# both formulas literally as they stand in the printed answer

def softmax_linear_grad_w(W, x, p):
    return np.ones((len(p), 1)) @ x.reshape(1, -1)      # dJ/dW = x^T

def gaussian_mle_sigma(X):
    mu = X.mean(axis=0)
    for x in X:
        Sigma = np.outer(x - mu, x - mu) / len(X)
    return Sigma
