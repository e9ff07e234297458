import numpy as np

def softmax(z):
	z = z - np.amax(z)
	return np.exp(z) / np.exp(z).sum()

def affine_lsq_grad_matrix(A, x, b, y):
	error = A.dot(x) + b - y
	grad = np.zeros_like(A)
	for i in range(A.shape[0]):
		grad[i] = error[i] * x
	return grad

def affine_lsq_grad_x(A, x, b, y):
	error = A.dot(x) + b - y
	grad = np.zeros_like(x)
	for i in range(A.shape[0]):
		grad += A[i] * error[i]
	return grad

def trace_inverse_grad(W):
	inv = np.linalg.inv(W)
	return -inv.T.dot(inv.T)

def quadratic_form_grad_x(A, x):
	return A.dot(x) + x.dot(A)

def quadratic_form_grad_matrix(A, x):
	return np.kron(x, x).reshape(A.shape)

def softmax_ce_grad_z(z, p):
	q = softmax(z)
	J = np.diag(q) - np.outer(q, q)
	return J.dot(-p / q)

def softmax_linear_grad_w(W, x, p):
	return np.tensordot(softmax(W.dot(x)) - p, x, axes=0)

softmax_linear_w_claim_answer = True

def softmax_linear_w_claim(W, x, p, G):
	try:
		np.testing.assert_allclose(G, softmax_linear_grad_w(W, x, p), rtol=1e-7)
	except AssertionError:
		return False
	return True

def gaussian_grad_mu(X, mu, Sigma):
	return np.sum(np.linalg.solve(Sigma, (X - mu).T), axis=1)

def gaussian_grad_sigma(X, Sigma):
	inv = np.linalg.inv(Sigma)
	mu = np.mean(X, axis=0)
	grad = np.zeros_like(Sigma)
	for x in X:
		u = inv.dot(x - mu)
		grad += np.outer(u, u) - inv
	return grad / 2

def gaussian_mle_sigma(X):
	mu = np.mean(X, axis=0)
	return X.T.dot(X) / len(X) - np.outer(mu, mu)

def det_power_grad(X, k):
	return k * np.linalg.det(X)**(k - 1) * np.linalg.det(X) * np.linalg.inv(X).T

def trace_axbxc_grad(A, X, B, C):
	return (B.dot(X.T).dot(C).dot(A)).T + C.dot(A).dot(X).dot(B)

def sigmoid_derivative(x):
	return np.array([np.exp(-abs(v)) / (1 + np.exp(-abs(v)))**2 for v in x])

def gaussian_kernel_grad(x, mu, sigma):
	norm2 = np.linalg.norm(sigma)**2
	k = np.exp(-0.5 * np.linalg.norm(x - mu)**2 / norm2)
	return -k / norm2 * (x - mu)
