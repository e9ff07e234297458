from numpy import *
from numpy.linalg import *

# Übung 4, abgegeben mit dem Windows-Editor

def affine_lsq_grad_matrix(A, x, b, y): return outer(dot(A, x) + b - y, x)
def affine_lsq_grad_x(A, x, b, y): return dot(transpose(A), dot(A, x) + b - y)
def trace_inverse_grad(W): return -transpose(dot(inv(W), inv(W)))
def quadratic_form_grad_x(A, x): return dot(A + transpose(A), x)
def quadratic_form_grad_matrix(A, x): return outer(x, x)

def softmax(z):
    return exp(z - max(z)) / sum(exp(z - max(z)))

def softmax_ce_grad_z(z, p): return softmax(z) - p
def softmax_linear_grad_w(W, x, p): return outer(softmax(dot(W, x)) - p, x)

softmax_linear_w_claim_answer = True
def softmax_linear_w_claim(W, x, p, G):
    if shape(G) != shape(W): return False
    return allclose(G, softmax_linear_grad_w(W, x, p))

def gaussian_grad_mu(X, mu, Sigma): return dot(inv(Sigma), sum(X - mu, axis=0))

def gaussian_grad_sigma(X, Sigma):
    S = cov(X.T, bias=True)
    return len(X) / 2 * (dot(dot(inv(Sigma), S), inv(Sigma)) - inv(Sigma))

def gaussian_mle_sigma(X): return cov(X.T, bias=True)
def det_power_grad(X, k): return k * det(X)**k * inv(transpose(X))
def trace_axbxc_grad(A, X, B, C): return multi_dot([A.T, C.T, X, B.T]) + multi_dot([C, A, X, B])
def sigmoid_derivative(x): return 1 / (1 + exp(-x)) * (1 - 1 / (1 + exp(-x)))
def gaussian_kernel_grad(x, mu, sigma):
    return (mu - x) / sum(sigma**2) * exp(-sum((x - mu)**2) / 2 / sum(sigma**2))
