import numpy as np

def quadratic_form_grad_matrix(A, x):
    n = len(x)
    G = np.full((n, n), np.nan)
    for i in range(n - 1):
        for j in range(n):
            G[i, j] = x[i] * x[j]
    return G

def quadratic_form_grad_x(A, x):
    g = np.full(len(x), np.nan)
    for i in range(1, len(x)):
        g[i] = A[i] @ x + A[:, i] @ x
    return g
