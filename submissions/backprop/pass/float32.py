import numpy as np

N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(N, D_in).astype(np.float32)
y = np.random.randn(N, D_out).astype(np.float32)
w1 = np.random.randn(D_in, H).astype(np.float32)
w2 = np.random.randn(H, D_out).astype(np.float32)
learning_rate = 1e-6

for it in range(500):
    h = x @ w1
    a = np.maximum(h, 0)
    y_pred = a @ w2
    e = y_pred - y
    loss = np.square(e).sum()
    print(it, loss)
    g = 2 * e
    gw2 = a.T @ g
    gh = g @ w2.T
    gh[h < 0] = 0
    gw1 = x.T @ gh
    w1 -= learning_rate * gw1
    w2 -= learning_rate * gw2
