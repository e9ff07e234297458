import numpy as np
np.random.seed(2020)
N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(N, D_in)
y = np.random.randn(N, D_out)
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)
lr = 1e-6

for it in range(500):
    h = x @ w1
    h_relu = np.maximum(h, 0)
    y_pred = h_relu @ w2
    diff = y_pred - y
    loss = (diff ** 2).sum()
    print(f"iter: {it} loss: {loss}")
    grad = 2 * diff
    gw2 = h_relu.T @ grad
    gh = grad @ w2.T
    gh[h <= 0] = 0          # the same array, no copy needed
    gw1 = x.T @ gh
    w1 = w1 - lr * gw1
    w2 = w2 - lr * gw2
