import numpy as np
x = np.random.randn(64, 1000)
y = np.random.randn(64, 10)
w1 = np.random.randn(1000, 100)
w2 = np.random.randn(100, 10)
it = 0
while True:
    it = it + 1
    if it > 500:
        break
    h = x.dot(w1)
    h_relu = h.copy()
    h_relu[h_relu < 0] = 0
    y_pred = h_relu.dot(w2)
    loss = ((y - y_pred) ** 2).sum()
    print("Iteration", it)
    print("    loss =", loss)
    grad_y_pred = -2 * (y - y_pred)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h = grad_y_pred.dot(w2.T)
    grad_h[h < 0] = 0
    grad_w1 = x.T.dot(grad_h)
    w1, w2 = w1 - 1e-6 * grad_w1, w2 - 1e-6 * grad_w2
