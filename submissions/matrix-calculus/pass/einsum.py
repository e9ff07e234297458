import numpy as np
from numpy import einsum
from numpy.linalg import inv, det


def _q(z):
    u = np.exp(z - z.max())
    return u / einsum("i->", u)


def affine_lsq_grad_matrix(A, x, b, y):
    return einsum("i,j->ij", einsum("ij,j->i", A, x) + b - y, x)


def affine_lsq_grad_x(A, x, b, y):
    return einsum("ij,i->j", A, einsum("ij,j->i", A, x) + b - y)


def trace_inverse_grad(W):
    V = inv(W)
    return -einsum("jk,ki->ij", V, V)


def quadratic_form_grad_x(A, x):
    return einsum("ij,j->i", A, x) + einsum("ji,j->i", A, x)


def quadratic_form_grad_matrix(A, x):
    return einsum("i,j->ij", x, x)


def softmax_ce_grad_z(z, p):
    q = _q(z)
    J = einsum("i,ij->ij", q, np.eye(len(q))) - einsum("i,j->ij", q, q)
    return einsum("j,ji->i", -p / q, J)


def softmax_linear_grad_w(W, x, p):
    return einsum("i,j->ij", _q(einsum("ij,j->i", W, x)) - p, x)


softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    H = softmax_linear_grad_w(W, x, p)
    return G.shape == H.shape and einsum("ij,ij->", G - H, G - H) < 1e-16 * einsum("ij,ij->", H, H)


def gaussian_grad_mu(X, mu, Sigma):
    return einsum("ij,tj->i", inv(Sigma), X - mu)


def gaussian_grad_sigma(X, Sigma):
    P = inv(Sigma)
    V = X - einsum("td->d", X) / len(X)
    return 0.5 * einsum("ai,ti,tj,jb->ab", P, V, V, P) - 0.5 * len(X) * P


def gaussian_mle_sigma(X):
    V = X - X.mean(0)
    return einsum("ti,tj->ij", V, V) / len(X)


def det_power_grad(X, k):
    return k * det(X) ** k * einsum("ij->ji", inv(X))


def trace_axbxc_grad(A, X, B, C):
    M = einsum("im,mj->ij", C, A)
    return einsum("ji,jk,lk->il", M, X, B) + einsum("ij,jk,kl->il", M, X, B)


def sigmoid_derivative(x):
    s = 1.0 / (1.0 + np.exp(-x))
    return einsum("i,i->i", s, 1 - s)


def gaussian_kernel_grad(x, mu, sigma):
    s2 = einsum("i,i->", sigma, sigma)
    v = x - mu
    return -v / s2 * np.exp(-einsum("i,i->", v, v) / 2 / s2)
