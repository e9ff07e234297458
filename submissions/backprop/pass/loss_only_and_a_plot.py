import numpy as np
import matplotlib.pyplot as plt

N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(N, D_in)
y = np.random.randn(N, D_out)
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)
losses = []
for _ in range(500):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    loss = np.square(y_pred - y).sum()
    losses.append(loss)
    print(loss)
    g = 2 * (y_pred - y)
    gw2 = h_relu.T.dot(g)
    gh = g.dot(w2.T)
    gh[h < 0] = 0
    gw1 = x.T.dot(gh)
    w1 -= 1e-6 * gw1
    w2 -= 1e-6 * gw2
plt.plot(losses)
plt.yscale("log")
plt.xlabel("iteration")
plt.show()
