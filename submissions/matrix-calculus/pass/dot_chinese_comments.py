# -*- coding: utf-8 -*-
# 作业四:矩阵微积分
# 姓名:某某某   学号:00000000
import numpy as np


def 柔性最大值(z):
    """softmax,先减去最大值防止上溢"""
    指数 = np.exp(z - z.max())
    return 指数 / 指数.sum()


def affine_lsq_grad_matrix(A, x, b, y):
    """第一题(对 A):df = (Ax+b-y)ᵀ dA x = tr(x (Ax+b-y)ᵀ dA)"""
    残差 = np.dot(A, x) + b - y
    return np.dot(残差.reshape(-1, 1), x.reshape(1, -1))


def affine_lsq_grad_x(A, x, b, y):
    """第一题(对 x)"""
    残差 = np.dot(A, x) + b - y
    return np.dot(A.T, 残差)


def trace_inverse_grad(W):
    """第二题:−(W⁻²)ᵀ"""
    逆 = np.linalg.inv(W)
    return -np.dot(逆, 逆).T


def quadratic_form_grad_x(A, x):
    """第三题(对 x):(A+Aᵀ)x"""
    return (A + A.T).dot(x)


def quadratic_form_grad_matrix(A, x):
    """第三题(对 A):xxᵀ"""
    列 = x.reshape(-1, 1)
    return 列.dot(列.T)


def softmax_ce_grad_z(z, p):
    """第四题(1):q − p"""
    return 柔性最大值(z) - p


def softmax_linear_grad_w(W, x, p):
    """第四题(2):(q − p)xᵀ"""
    差 = 柔性最大值(W.dot(x)) - p
    return 差.reshape(-1, 1).dot(x.reshape(1, -1))


# 第四题(2):成立
softmax_linear_w_claim_answer = True


def softmax_linear_w_claim(W, x, p, G):
    正确 = softmax_linear_grad_w(W, x, p)
    if 正确.shape != G.shape:  # 形状不同,一定不相等
        return False
    return np.abs(正确 - G).max() < 1e-6


def gaussian_grad_mu(X, mu, Sigma):
    """第五题(1):Σ⁻¹ ∑(x_t − μ)"""
    结果 = np.zeros_like(mu)
    for 样本 in X:
        结果 = 结果 + np.linalg.inv(Sigma).dot(样本 - mu)
    return 结果


def gaussian_grad_sigma(X, Sigma):
    """第五题(2):∂L/∂Σ"""
    均值 = X.mean(axis=0)
    逆 = np.linalg.inv(Sigma)
    结果 = -0.5 * len(X) * 逆
    for 样本 in X:
        偏差 = (样本 - 均值).reshape(-1, 1)
        结果 = 结果 + 0.5 * 逆.dot(偏差).dot(偏差.T).dot(逆)
    return 结果


def gaussian_mle_sigma(X):
    """第五题(2):令导数为零"""
    偏差 = X - X.mean(axis=0)
    return 偏差.T.dot(偏差) / len(X)


def det_power_grad(X, k):
    """第六题:k|X|ᵏX⁻ᵀ"""
    return k * np.power(np.linalg.det(X), k) * np.linalg.inv(X.T)


def trace_axbxc_grad(A, X, B, C):
    """第七题:AᵀCᵀXBᵀ + CAXB"""
    第一项 = A.T.dot(C.T).dot(X).dot(B.T)
    第二项 = C.dot(A).dot(X).dot(B)
    return 第一项 + 第二项


def sigmoid_derivative(x):
    """第八题:σ(1−σ)"""
    σ = 1 / (1 + np.exp(-x))
    return σ * (1 - σ)


def gaussian_kernel_grad(x, mu, sigma):
    """第九题"""
    σ方 = np.sum(np.square(sigma))
    核 = np.exp(-np.sum(np.square(x - mu)) / (2 * σ方))
    return -核 * (x - mu) / σ方
