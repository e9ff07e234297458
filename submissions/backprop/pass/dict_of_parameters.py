import numpy as np

np.random.seed(231)
N, D, H, C = 64, 1000, 100, 10
data = {"X": np.random.randn(N, D), "y": np.random.randn(N, C)}
params = {"W1": np.random.randn(D, H), "W2": np.random.randn(H, C)}
config = {"learning_rate": 1e-6, "num_iters": 500}


def loss_and_grads(params, X, y):
    hidden = X.dot(params["W1"])
    act = np.maximum(0, hidden)
    scores = act.dot(params["W2"])
    diff = scores - y
    loss = np.sum(diff * diff)
    grads = {}
    dscores = 2 * diff
    grads["W2"] = act.T.dot(dscores)
    dhidden = dscores.dot(params["W2"].T)
    dhidden[hidden <= 0] = 0
    grads["W1"] = X.T.dot(dhidden)
    return loss, grads


for it in range(config["num_iters"]):
    loss, grads = loss_and_grads(params, data["X"], data["y"])
    print("iteration %d / %d: loss %f" % (it, config["num_iters"], loss))
    for name in params:
        params[name] -= config["learning_rate"] * grads[name]
