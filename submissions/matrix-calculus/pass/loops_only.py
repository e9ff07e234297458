# I do not trust vectorisation, so everything is written entry by entry (as derived by hand).
import math
import numpy as np


def residual(A, x, b, y):
    m, n = A.shape
    r = [0.0] * m
    for i in range(m):
        for j in range(n):
            r[i] += A[i, j] * x[j]
        r[i] += b[i] - y[i]
    return r


def product(P, Q):
    n, m, k = len(P), len(Q), len(Q[0])
    R = [[0.0] * k for _ in range(n)]
    for i in range(n):
        for j in range(k):
            for l in range(m):
                R[i][j] += P[i][l] * Q[l][j]
    return R


def inverse(M):
    """Gauss-Jordan with pivoting."""
    n = len(M)
    T = [[float(M[i][j]) for j in range(n)] + [1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]
    for c in range(n):
        p = max(range(c, n), key=lambda i: abs(T[i][c]))
        T[c], T[p] = T[p], T[c]
        pivot = T[c][c]
        T[c] = [v / pivot for v in T[c]]
        for i in range(n):
            if i != c:
                f = T[i][c]
                T[i] = [u - f * v for u, v in zip(T[i], T[c])]
    return [row[n:] for row in T]


def determinant(M):
    n = len(M)
    T = [[float(v) for v in row] for row in M]
    d = 1.0
    for c in range(n):
        p = max(range(c, n), key=lambda i: abs(T[i][c]))
        if p != c:
            T[c], T[p] = T[p], T[c]
            d = -d
        d *= T[c][c]
        for i in range(c + 1, n):
            f = T[i][c] / T[c][c]
            for j in range(c, n):
                T[i][j] -= f * T[c][j]
    return d


def softmax(z):
    top = max(z)
    e = [math.exp(v - top) for v in z]
    return [v / sum(e) for v in e]


def affine_lsq_grad_matrix(A, x, b, y):
    r = residual(A, x, b, y)
    G = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            G[i, j] = r[i] * x[j]
    return G


def affine_lsq_grad_x(A, x, b, y):
    r = residual(A, x, b, y)
    g = np.zeros(len(x))
    for j in range(len(x)):
        for i in range(len(r)):
            g[j] += A[i, j] * r[i]
    return g


def trace_inverse_grad(W):
    V = inverse(W)
    S = product(V, V)
    n = len(W)
    return np.array([[-S[j][i] for j in range(n)] for i in range(n)])


def quadratic_form_grad_x(A, x):
    g = np.zeros(len(x))
    for k in range(len(x)):
        for i in range(len(x)):
            g[k] += A[i, k] * x[i] + A[k, i] * x[i]
    return g


def quadratic_form_grad_matrix(A, x):
    n = len(x)
    return np.array([[x[i] * x[j] for j in range(n)] for i in range(n)])


def softmax_ce_grad_z(z, p):
    q = softmax(z)
    g = np.zeros(len(z))
    for i in range(len(z)):
        for j in range(len(z)):
            dq = q[j] * (1 - q[j]) if i == j else -q[i] * q[j]
            g[i] += -p[j] / q[j] * dq
    return g


def softmax_linear_grad_w(W, x, p):
    z = [sum(W[i, j] * x[j] for j in range(len(x))) for i in range(len(p))]
    q = softmax(z)
    G = np.zeros(W.shape)
    for i in range(len(p)):
        for j in range(len(x)):
            G[i, j] = (q[i] - p[i]) * x[j]
    return G


def softmax_linear_w_claim(W, x, p, G):
    if G.shape != W.shape:
        return False
    want = softmax_linear_grad_w(W, x, p)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            if abs(G[i, j] - want[i, j]) > 1e-9:
                return False
    return True


softmax_linear_w_claim_answer = True


def gaussian_grad_mu(X, mu, Sigma):
    P = inverse(Sigma)
    g = np.zeros(len(mu))
    for t in range(len(X)):
        for i in range(len(mu)):
            for j in range(len(mu)):
                g[i] += P[i][j] * (X[t, j] - mu[j])
    return g


def mean(X):
    return [sum(X[t, j] for t in range(len(X))) / len(X) for j in range(X.shape[1])]


def scatter(X):
    mu = mean(X)
    d = len(mu)
    S = [[0.0] * d for _ in range(d)]
    for t in range(len(X)):
        for i in range(d):
            for j in range(d):
                S[i][j] += (X[t, i] - mu[i]) * (X[t, j] - mu[j])
    return S


def gaussian_grad_sigma(X, Sigma):
    P = inverse(Sigma)
    M = product(product(P, scatter(X)), P)
    d = len(Sigma)
    return np.array([[M[i][j] / 2 - len(X) * P[i][j] / 2 for j in range(d)] for i in range(d)])


def gaussian_mle_sigma(X):
    return np.array([[v / len(X) for v in row] for row in scatter(X)])


def det_power_grad(X, k):
    n = len(X)
    V = inverse(X)
    D = determinant(X)
    return np.array([[k * D ** k * V[j][i] for j in range(n)] for i in range(n)])


def trace_axbxc_grad(A, X, B, C):
    M = product(C, A)                     # tr(A X B X^T C) = tr(M X B X^T)
    n, k = X.shape
    G = np.zeros((n, k))
    for a in range(n):
        for b in range(k):
            for i in range(n):
                for j in range(k):
                    G[a, b] += M[i][a] * B[b, j] * X[i, j] + M[a][i] * X[i, j] * B[j, b]
    return G


def sigmoid_derivative(x):
    g = np.zeros(len(x))
    for i in range(len(x)):
        e = math.exp(-abs(x[i]))          # even function, so the sign of x does not matter
        g[i] = e / (1 + e) ** 2
    return g


def gaussian_kernel_grad(x, mu, sigma):
    s = sum(v ** 2 for v in sigma)
    d = sum((u - v) ** 2 for u, v in zip(x, mu))
    g = np.zeros(len(x))
    for i in range(len(x)):
        g[i] = math.exp(-d / (2 * s)) * (mu[i] - x[i]) / s
    return g
