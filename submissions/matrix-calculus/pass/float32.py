import numpy as np

f = np.float32


def single(*arrays):
    return [np.asarray(a, dtype=f) for a in arrays]


def affine_lsq_grad_matrix(A, x, b, y):
    A, x, b, y = single(A, x, b, y)
    return np.outer(A @ x + b - y, x)


def affine_lsq_grad_x(A, x, b, y):
    A, x, b, y = single(A, x, b, y)
    return A.T @ (A @ x + b - y)


def trace_inverse_grad(W):
    V = np.linalg.inv(W.astype(f))
    return -(V @ V).T


def quadratic_form_grad_x(A, x):
    A, x = single(A, x)
    return (A + A.T) @ x


def quadratic_form_grad_matrix(A, x):
    x = x.astype("float32")
    return np.outer(x, x)


def softmax(z):
    z = z - z.max()
    return np.exp(z) / np.exp(z).sum()


def softmax_ce_grad_z(z, p):
    z, p = single(z, p)
    return softmax(z) - p


def softmax_linear_grad_w(W, x, p):
    W, x, p = single(W, x, p)
    return np.outer(softmax(W @ x) - p, x)


def softmax_linear_w_claim(W, x, p, G):
    return G.shape == W.shape and np.allclose(G, softmax_linear_grad_w(W, x, p), rtol=1e-4, atol=1e-5)


softmax_linear_w_claim_answer = True


def gaussian_grad_mu(X, mu, Sigma):
    X, mu, Sigma = single(X, mu, Sigma)
    return np.linalg.inv(Sigma) @ (X - mu).sum(axis=0)


def gaussian_grad_sigma(X, Sigma):
    X, Sigma = single(X, Sigma)
    V = X - X.mean(axis=0)
    P = np.linalg.inv(Sigma)
    return (P @ V.T @ V @ P - len(X) * P) / f(2)


def gaussian_mle_sigma(X):
    X = X.astype(f)
    V = X - X.mean(axis=0)
    return V.T @ V / f(len(X))


def det_power_grad(X, k):
    X = X.astype(f)
    return k * np.linalg.det(X) ** k * np.linalg.inv(X).T


def trace_axbxc_grad(A, X, B, C):
    A, X, B, C = single(A, X, B, C)
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x.astype(f)))
    return s * (1 - s)


def gaussian_kernel_grad(x, mu, sigma):
    x, mu, sigma = single(x, mu, sigma)
    s2 = sigma @ sigma
    return -(x - mu) / s2 * np.exp(-(x - mu) @ (x - mu) / (2 * s2))
