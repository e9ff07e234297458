import numpy as np
X = np.random.randn(64, 1000)
Y = np.random.randn(64, 10)
W = [np.random.randn(1000, 100), np.random.randn(100, 10)]
for t in range(500):
    z = X @ W[0]
    out = np.maximum(z, 0) @ W[1]
    e = out - Y
    print(t, np.sum(e ** 2))
    W[0] = W[0] - 1e-6 * 2 * X.T @ (e @ W[1].T * (z > 0))
    a = np.maximum(X @ W[0], 0)
    W[1] = W[1] - 1e-6 * 2 * a.T @ e
