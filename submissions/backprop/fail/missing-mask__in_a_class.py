import numpy as np


class Net:
    def __init__(self):
        self.a = np.random.randn(1000, 100)
        self.b = np.random.randn(100, 10)

    def loss(self, x, y):
        self.hidden = np.maximum(x @ self.a, 0)
        self.out = self.hidden @ self.b
        return np.square(self.out - y).sum()

    def update(self, x, y, rate):
        delta = 2 * (self.out - y)
        grad_b = self.hidden.T @ delta
        grad_a = x.T @ (delta @ self.b.T)
        self.a -= rate * grad_a
        self.b -= rate * grad_b


features, labels = np.random.randn(64, 1000), np.random.randn(64, 10)
model = Net()
for i in range(500):
    print("第", i, "次，损失", model.loss(features, labels))
    model.update(features, labels, 1e-6)
