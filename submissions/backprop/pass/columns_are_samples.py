# every sample is a column: x (D_in, N), w1 (H, D_in)
import numpy as np
N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(D_in, N)
y = np.random.randn(D_out, N)
w1 = np.random.randn(H, D_in)
w2 = np.random.randn(D_out, H)
learning_rate = 1e-6
for it in range(500):
    z = w1 @ x
    a = np.maximum(z, 0)
    y_pred = w2 @ a
    loss = np.square(y_pred - y).sum()
    print(it, loss)
    g = 2 * (y_pred - y)
    grad_w2 = g @ a.T
    grad_z = (w2.T @ g) * (z > 0)
    grad_w1 = grad_z @ x.T
    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
