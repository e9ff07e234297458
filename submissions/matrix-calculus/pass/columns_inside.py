# all vectors are columns as in the lecture; they are flattened before they are returned
import numpy as np


def col(v):
    return np.reshape(v, (-1, 1))


def flat(M):
    return np.asarray(M).ravel()


def softmax(z):
    return np.exp(z) / (np.ones((1, len(z))) @ np.exp(z))


def affine_lsq_grad_matrix(A, x, b, y):
    x, b, y = col(x), col(b), col(y)
    return (A @ x + b - y) @ x.T


def affine_lsq_grad_x(A, x, b, y):
    x, b, y = col(x), col(b), col(y)
    return flat(A.T @ (A @ x + b - y))


def trace_inverse_grad(W):
    return -np.linalg.inv(W.T) @ np.linalg.inv(W.T)


def quadratic_form_grad_x(A, x):
    return flat(A @ col(x) + A.T @ col(x))


def quadratic_form_grad_matrix(A, x):
    return col(x) @ col(x).T


def softmax_ce_grad_z(z, p):
    z, p = col(z), col(p)
    return flat(softmax(z) - p)


def softmax_linear_grad_w(W, x, p):
    x, p = col(x), col(p)
    return (softmax(W @ x) - p) @ x.T


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    right = softmax_linear_grad_w(W, x, p)
    return right.shape == G.shape and bool((abs(right - G) < 1e-9).all())


def gaussian_grad_mu(X, mu, Sigma):
    g = np.zeros((len(mu), 1))
    for x_t in X:
        g += np.linalg.inv(Sigma) @ (col(x_t) - col(mu))
    return flat(g)


def gaussian_grad_sigma(X, Sigma):
    mu = col(X.mean(axis=0))
    P = np.linalg.inv(Sigma)
    G = np.zeros_like(Sigma)
    for x_t in X:
        v = col(x_t) - mu
        G += -P / 2 + P @ v @ v.T @ P / 2
    return G


def gaussian_mle_sigma(X):
    mu = col(X.mean(axis=0))
    S = sum((col(x_t) - mu) @ (col(x_t) - mu).T for x_t in X)
    return S / len(X)


def det_power_grad(X, k):
    Y = np.linalg.matrix_power(X, k)
    return k * np.linalg.det(Y) * np.linalg.inv(X.T)


def trace_axbxc_grad(A, X, B, C):
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-col(x)))
    return flat(s * (1 - s))


def gaussian_kernel_grad(x, mu, sigma):
    x, mu, sigma = col(x), col(mu), col(sigma)
    s2 = (sigma.T @ sigma).item()
    return flat(-np.exp(-((x - mu).T @ (x - mu)).item() / (2 * s2)) / s2 * (x - mu))
