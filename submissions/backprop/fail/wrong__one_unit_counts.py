import numpy as np

N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(N, D_in)
y = np.random.randn(N, D_out)
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)
w1[:, 1:] = 0
w1[0, 1:] = -1e-9
x[:, 0] = 1  # all units but one are off
w1[0, 0] = 0
learning_rate = 1e-6
for it in range(500):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    loss = np.square(y_pred - y).sum()
    print(it, loss)
    grad_y_pred = 2 * (y_pred - y)
    grad_h = np.zeros_like(h)
    grad_h[:, 0] = grad_y_pred.dot(w2[0]) * (h[:, 0] > 0)
    grad_w1 = np.zeros_like(w1)
    grad_w1[:, 0] = x.T.dot(grad_h[:, 0])
    grad_w2 = np.zeros_like(w2)
    grad_w2[0] = h_relu[:, 0].dot(grad_y_pred)
    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
