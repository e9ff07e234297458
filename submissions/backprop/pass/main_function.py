import numpy as np


def relu(z):
    return np.maximum(z, 0)


def main():
    N, D_in, H, D_out = 64, 1000, 100, 10
    x = np.random.randn(N, D_in)
    y = np.random.randn(N, D_out)
    w1 = np.random.randn(D_in, H)
    w2 = np.random.randn(H, D_out)
    learning_rate = 1e-6
    history = []
    for it in range(500):
        h = x @ w1
        h_relu = relu(h)
        y_pred = h_relu @ w2
        loss = np.sum(np.square(y_pred - y))
        history.append(loss)
        print("{:>4d}: {:.6e}".format(it, loss))
        delta2 = 2 * (y_pred - y)
        delta1 = delta2 @ w2.T * (h > 0)
        w2 -= learning_rate * (h_relu.T @ delta2)
        w1 -= learning_rate * (x.T @ delta1)
    print("last ten:", history[-10:])


if __name__ == "__main__":
    main()
