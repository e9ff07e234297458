import numpy as np


class TwoLayerNet:
    """relu between two layers, no biases"""

    def __init__(self, n_in, n_hidden, n_out, lr=1e-6):
        self.W1 = np.random.randn(n_in, n_hidden)
        self.W2 = np.random.randn(n_hidden, n_out)
        self.lr = lr

    def forward(self, X):
        self.X = X
        self.Z = X @ self.W1
        self.A = np.maximum(self.Z, 0)
        return self.A @ self.W2

    def backward(self, dY):
        self.dW2 = self.A.T @ dY
        dA = dY @ self.W2.T
        dZ = dA * (self.Z > 0)
        self.dW1 = self.X.T @ dZ

    def step(self):
        self.W1 -= self.lr * self.dW1
        self.W2 -= self.lr * self.dW2


X = np.random.randn(64, 1000)
T = np.random.randn(64, 10)
net = TwoLayerNet(1000, 100, 10)
for epoch in range(500):
    out = net.forward(X)
    loss = np.sum((out - T) ** 2)
    print(f"epoch {epoch:03d}  loss {loss:.12e}")
    net.backward(2 * (out - T))
    net.step()
