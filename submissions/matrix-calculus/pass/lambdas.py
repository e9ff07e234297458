import numpy as np
from numpy.linalg import inv, det

sm = lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()
dev = lambda X: X - X.mean(axis=0)
sig = lambda x: 1 / (1 + np.exp(-x))

affine_lsq_grad_matrix = lambda A, x, b, y: np.outer(A @ x + b - y, x)
affine_lsq_grad_x = lambda A, x, b, y: A.T @ (A @ x + b - y)
trace_inverse_grad = lambda W: -(inv(W) @ inv(W)).T
quadratic_form_grad_x = lambda A, x: (A + A.T) @ x
quadratic_form_grad_matrix = lambda _, x: np.outer(x, x)
softmax_ce_grad_z = lambda z, p: sm(z) - p
softmax_linear_grad_w = lambda W, x, p: np.outer(sm(W @ x) - p, x)
softmax_linear_w_claim = lambda W, x, p, G: W.shape == G.shape and np.allclose(G, np.outer(sm(W @ x) - p, x))
softmax_linear_w_claim_answer = True
gaussian_grad_mu = lambda X, mu, Sigma: inv(Sigma) @ (X - mu).sum(0)
gaussian_grad_sigma = lambda X, S: (inv(S) @ dev(X).T @ dev(X) @ inv(S) - len(X) * inv(S)) / 2
gaussian_mle_sigma = lambda X: dev(X).T @ dev(X) / len(X)
det_power_grad = lambda X, k: k * det(X) ** k * inv(X).T
trace_axbxc_grad = lambda A, X, B, C: (C @ A).T @ X @ B.T + C @ A @ X @ B
sigmoid_derivative = lambda x: sig(x) * (1 - sig(x))
gaussian_kernel_grad = lambda x, m, s: (m - x) / (s @ s) * np.exp(-(x - m) @ (x - m) / 2 / (s @ s))
