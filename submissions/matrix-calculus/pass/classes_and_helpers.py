"""Every function of the homework is an object that knows its value and its gradients."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
import numpy.linalg as la


class Differentiable(ABC):
    @abstractmethod
    def value(self):
        ...

    @abstractmethod
    def gradient(self, name):
        ...


@dataclass
class LeastSquares(Differentiable):
    A: np.ndarray
    x: np.ndarray
    b: np.ndarray
    y: np.ndarray

    @property
    def residual(self):
        return self.A @ self.x + self.b - self.y

    def value(self):
        return 0.5 * la.norm(self.residual) ** 2

    def gradient(self, name):
        if name == "A":
            return np.outer(self.residual, self.x)
        if name == "x":
            return self.A.T @ self.residual
        raise KeyError(name)


class CrossEntropy(Differentiable):
    def __init__(self, z, p):
        self.z, self.p = z, p
        self.q = np.exp(z - la.norm(z, np.inf))
        self.q /= self.q.sum()

    def value(self):
        return -self.p @ np.log(self.q)

    def gradient(self, name="z"):
        return self.q - self.p


class Gaussian(Differentiable):
    def __init__(self, X, mu=None, Sigma=None):
        self.X = X
        self.N, self.d = X.shape
        self.mu = X.mean(axis=0) if mu is None else mu
        self.V = X - self.mu
        self.Sigma = self.V.T @ self.V / self.N if Sigma is None else Sigma
        self.P = la.inv(self.Sigma)

    def value(self):
        _, logdet = la.slogdet(2 * np.pi * self.Sigma)
        return -0.5 * (self.N * logdet + np.sum(self.V @ self.P * self.V))

    def gradient(self, name):
        if name == "mu":
            return self.P @ self.V.sum(axis=0)
        return 0.5 * self.P @ (self.V.T @ self.V - self.N * self.Sigma) @ self.P


def affine_lsq_grad_matrix(A, x, b, y):
    return LeastSquares(A, x, b, y).gradient("A")


def affine_lsq_grad_x(A, x, b, y):
    return LeastSquares(A, x, b, y).gradient("x")


def trace_inverse_grad(W):
    return -la.matrix_power(la.inv(W), 2).T


def quadratic_form_grad_x(A, x):
    return A @ x + A.T @ x


def quadratic_form_grad_matrix(A, x):
    return x[:, np.newaxis] * x[np.newaxis, :]


def softmax_ce_grad_z(z, p):
    return CrossEntropy(z, p).gradient()


def softmax_linear_grad_w(W, x, p):
    return np.outer(CrossEntropy(W @ x, p).gradient(), x)


class Claim:
    answer = True

    @staticmethod
    def judge(W, x, p, G):
        H = softmax_linear_grad_w(W, x, p)
        return np.shape(G) == H.shape and la.norm(G - H) <= 1e-9 * la.norm(H)


softmax_linear_w_claim = Claim.judge
softmax_linear_w_claim_answer = Claim.answer


def gaussian_grad_mu(X, mu, Sigma):
    return Gaussian(X, mu, Sigma).gradient("mu")


def gaussian_grad_sigma(X, Sigma):
    return Gaussian(X, Sigma=Sigma).gradient("Sigma")


def gaussian_mle_sigma(X):
    return Gaussian(X).Sigma


def det_power_grad(X, k):
    return k * la.det(la.matrix_power(X, k)) * la.inv(X).T


def trace_axbxc_grad(A, X, B, C):
    first = B @ X.T @ C @ A         # tr(first dX)
    second = A @ X @ B              # tr(second dX^T C)
    return first.T + C @ second


def sigmoid_derivative(x):
    def sigma(t):
        return np.where(t >= 0, 1 / (1 + np.exp(-np.abs(t))), np.exp(-np.abs(t)) / (1 + np.exp(-np.abs(t))))

    return sigma(x) * sigma(-x)


class Kernel(Differentiable):
    def __init__(self, x, mu, sigma):
        self.v = x - mu
        self.s2 = sigma.dot(sigma)

    def value(self):
        return np.exp(-self.v.dot(self.v) / (2 * self.s2))

    def gradient(self, name="x"):
        return -self.value() * self.v / self.s2


def gaussian_kernel_grad(x, mu, sigma):
    return Kernel(x, mu, sigma).gradient()
