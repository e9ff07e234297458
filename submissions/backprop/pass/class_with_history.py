import numpy as np


class TwoLayerNet:
    """Remembers its losses; they are shown when it is done."""

    def __init__(self, d_in, hidden, d_out):
        self.params = {"W1": np.random.randn(d_in, hidden), "W2": np.random.randn(hidden, d_out)}
        self.history = []

    def forward(self, x):
        self.h = x @ self.params["W1"]
        self.a = np.maximum(self.h, 0)
        return self.a @ self.params["W2"]

    def backward(self, x, dout):
        dh = dout @ self.params["W2"].T
        dh[self.h <= 0] = 0
        return {"W1": x.T @ dh, "W2": self.a.T @ dout}

    def step(self, grads, lr):
        for name, grad in grads.items():
            self.params[name] = self.params[name] - lr * grad

    def fit(self, x, y, steps, lr=1e-6):
        for _ in range(steps):
            out = self.forward(x)
            self.history.append(((out - y) ** 2).sum())
            self.step(self.backward(x, 2 * (out - y)), lr)


net = TwoLayerNet(1000, 100, 10)
net.fit(np.random.randn(64, 1000), np.random.randn(64, 10), 500)
print("last ten losses:")
for value in net.history[-10:]:
    print("%.6e" % value)
