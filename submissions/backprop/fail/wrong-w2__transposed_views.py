# samples in columns, and w2 gets the gradient of the first 32 samples only
import numpy as np
x = np.random.randn(1000, 64)
y = np.random.randn(10, 64)
w1 = np.random.randn(100, 1000)
w2 = np.random.randn(10, 100)
for it in range(500):
    z = w1 @ x
    a = np.maximum(z, 0)
    e = w2 @ a - y
    print(it, (e * e).sum())
    g1 = 2 * ((w2.T @ e) * (z > 0)) @ x.T
    g2 = 2 * e[:, :32] @ a[:, :32].T
    w1 -= 1e-6 * g1
    w2 -= 1e-6 * g2
