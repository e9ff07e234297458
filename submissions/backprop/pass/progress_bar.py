import sys
import time
import numpy as np
x = np.random.randn(64, 1000)
y = np.random.randn(64, 10)
w1 = np.random.randn(1000, 100)
w2 = np.random.randn(100, 10)
learning_rate = 1e-6
start = time.time()
for it in range(500):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    loss = np.square(y_pred - y).sum()
    done = it * 20 // 500
    bar = "=" * done + ">" + "." * (20 - done)
    print(f"{it + 1}/500 [{bar}] - {time.time() - start:.1f}s - loss: {loss:.8g}")
    grad_y_pred = 2.0 * (y_pred - y)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h_relu = grad_y_pred.dot(w2.T)
    grad_h = grad_h_relu.copy()
    grad_h[h < 0] = 0
    grad_w1 = x.T.dot(grad_h)
    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
sys.stdout.flush()
