import numpy as np


def init(batch, d_in, hidden, d_out):
    inputs = np.random.standard_normal((batch, d_in))
    targets = np.random.standard_normal((batch, d_out))
    U = np.random.standard_normal((d_in, hidden))
    V = np.random.standard_normal((hidden, d_out))
    return inputs, targets, U, V


def train(inputs, targets, U, V, eta=1e-6, epochs=500):
    for e in range(1, epochs + 1):
        pre = inputs @ U
        post = (pre > 0) * pre
        pred = post @ V
        err = pred - targets
        print("epoch =", e, "loss =", np.linalg.norm(err) ** 2)
        dV = 2 * post.T @ err
        dU = 2 * inputs.T @ ((err @ V.T) * (pre > 0))
        U = U - eta * dU
        V = V - eta * dV
    return U, V


train(*init(64, 1000, 100, 10))
