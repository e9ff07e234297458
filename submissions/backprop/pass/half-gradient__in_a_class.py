import numpy as np


class Linear:
    def __init__(self, rows, columns):
        self.w = np.random.randn(rows, columns)

    def __call__(self, x):
        self.x = x
        return x @ self.w

    def back(self, grad):
        self.grad = self.x.T @ grad
        return grad @ self.w.T


class Relu:
    def __call__(self, x):
        self.on = x > 0
        return x * self.on

    def back(self, grad):
        return grad * self.on


x, y = np.random.randn(64, 1000), np.random.randn(64, 10)
layers = [Linear(1000, 100), Relu(), Linear(100, 10)]
for it in range(500):
    out = x
    for layer in layers:
        out = layer(out)
    print(it, ((out - y) ** 2).sum())
    grad = out - y
    for layer in reversed(layers):
        grad = layer.back(grad)
    for layer in (layers[0], layers[2]):
        layer.w = layer.w - 1e-6 * layer.grad
