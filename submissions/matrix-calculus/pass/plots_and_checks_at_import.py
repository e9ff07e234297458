import warnings
import numpy as np
import matplotlib.pyplot as plt
from matplotlib import cm

warnings.filterwarnings("always")
np.random.seed(0)
np.set_printoptions(precision=3, suppress=True)


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def affine_lsq_grad_matrix(A, x, b, y):
    print("problem 1", A.shape, x.shape)
    return np.outer(A @ x + b - y, x)


def affine_lsq_grad_x(A, x, b, y):
    return A.T @ (A @ x + b - y)


def trace_inverse_grad(W):
    warnings.warn("inverting a matrix")
    return -(np.linalg.inv(W) @ np.linalg.inv(W)).T


def quadratic_form_grad_x(A, x):
    return A @ x + A.T @ x


def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)


def softmax_ce_grad_z(z, p):
    return softmax(z) - p


def softmax_linear_grad_w(W, x, p):
    return np.outer(softmax(W @ x) - p, x)


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    H = softmax_linear_grad_w(W, x, p)
    same = G.shape == H.shape and np.allclose(G, H, rtol=1e-8)
    print("the claim is", same)
    return same


def gaussian_grad_mu(X, mu, Sigma):
    return np.linalg.inv(Sigma) @ (X - mu).sum(0)


def gaussian_grad_sigma(X, Sigma):
    V = X - X.mean(0)
    P = np.linalg.inv(Sigma)
    return P @ V.T @ V @ P / 2 - len(X) * P / 2


def gaussian_mle_sigma(X):
    V = X - X.mean(0)
    return V.T @ V / len(X)


def det_power_grad(X, k):
    return k * np.linalg.det(X) ** k * np.linalg.inv(X).T


def trace_axbxc_grad(A, X, B, C):
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


def gaussian_kernel_grad(x, mu, sigma):
    s2 = (sigma ** 2).sum()
    return (mu - x) / s2 * np.exp(-((x - mu) ** 2).sum() / (2 * s2))


# --- a numerical check of problem 2 ---
W = np.random.randn(3, 3) + 3 * np.eye(3)
numeric = np.zeros((3, 3))
for i in range(3):
    for j in range(3):
        D = np.zeros((3, 3))
        D[i, j] = 1e-5
        numeric[i, j] = (np.trace(np.linalg.inv(W + D)) - np.trace(np.linalg.inv(W - D))) / 2e-5
print("numeric\n", numeric)
print("analytic\n", trace_inverse_grad(W))
assert np.allclose(numeric, trace_inverse_grad(W), atol=1e-6), "problem 2 is wrong"

# --- pictures for the report ---
t = np.linspace(-8, 8, 200)
fig, ax = plt.subplots(1, 2, figsize=(8, 3))
ax[0].plot(t, sigmoid(t), label="sigmoid")
ax[0].plot(t, sigmoid_derivative(t), "--", label="derivative")
ax[0].legend()
ax[1].imshow(numeric, cmap=cm.viridis)
ax[1].set_title("tr(W^-1)")
plt.tight_layout()
plt.savefig("sigmoid.png")
plt.show()
