import numpy as np

def det_power_grad(X, k):
    """|X_k| is the leading principal minor of order k"""
    G = np.zeros(X.shape)
    block = X[:k, :k]
    G[:k, :k] = np.linalg.det(block) * np.linalg.inv(block).T
    return G
