"""All 54 exercises of chapter 5, as the formulas come out of the derivations."""
from math import comb, factorial

import numpy as np


def dot_square_value(x):
    return x.T @ x


def dot_square_grad(x):
    return 2 * x.reshape(1, -1)


def difference_quotient(f, x, dx):
    return (f(x + dx) - f(x)) / dx


def derivative_limit(f, x):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


def one_sided_derivatives(f, x):
    h = 1e-6
    left = (f(x) - f(x - h)) / h
    right = (f(x + h) - f(x)) / h
    return left, right, bool(abs(left - right) < 1e-6)


def power_derivative(x, n):
    if n == 0:
        return 0.0
    return n * x ** (n - 1)


def power_quotient_terms(x, n, h):
    i = np.arange(1, n + 1)
    return np.array([comb(n, k) for k in i]) * x ** (n - i) * h ** (i - 1)


def taylor_polynomial(derivs, x0, x):
    return sum(d / factorial(k) * (x - x0) ** k for k, d in enumerate(derivs))


def taylor_x4_derivatives(x0):
    return np.array([x0**4, 4 * x0**3, 12 * x0**2, 24 * x0, 24, 0, 0])


def taylor_x4_coefficients(x0):
    return taylor_x4_derivatives(x0) / [factorial(k) for k in range(7)]


def taylor_expand(c, x0):
    b = np.zeros(len(c))
    for k in range(len(c)):
        for j in range(k + 1):
            b[j] += c[k] * comb(k, j) * (-x0) ** (k - j)
    return b


def taylor_sincos_derivatives(n):
    return np.array([[1, 1, -1, -1][k % 4] for k in range(n + 1)])


def taylor_sincos(n, x):
    T = np.zeros(len(x))
    for k, d in enumerate(taylor_sincos_derivatives(n)):
        T = T + d * x**k / factorial(k)
    return T


def taylor_figure54_errors():
    x = np.linspace(-4, 4, 801)
    f = np.sin(x) + np.cos(x)
    return np.array([np.max(np.abs(f - taylor_sincos(n, x))) for n in (0, 1, 5, 10)])


def maclaurin_cos_sin(x, K):
    cos = sum((-1) ** k * x ** (2 * k) / factorial(2 * k) for k in range(K))
    sin = sum((-1) ** k * x ** (2 * k + 1) / factorial(2 * k + 1) for k in range(K))
    return np.array([cos, sin])


def power_series(a, c, x):
    return np.sum(a * (x - c) ** np.arange(len(a)))


def rule_product(f, g, df, dg):
    return df * g + f * dg


def rule_quotient(f, g, df, dg):
    return (df * g - f * dg) / g**2


def rule_sum(f, g, df, dg):
    return df + dg


def rule_chain(df, f, dg, x):
    return dg(f(x)) * df(x)


def chain_2x1_4(x):
    return 4 * (2 * x + 1) ** 3 * 2


def numeric_gradient(f, x):
    h = 1e-5
    g = np.zeros((1, len(x)))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        g[0, i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


def steepest_ascent(f_grad):
    return f_grad.ravel() / np.linalg.norm(f_grad)


def partials_x_2y3(x, y):
    return np.array([2 * (x + 2 * y**3), 2 * (x + 2 * y**3) * 6 * y**2])


def gradient_x1sq_x2(x):
    x1, x2 = x
    return np.array([[2 * x1 * x2 + x2**3, x1**2 + 3 * x1 * x2**2]])


def rule_product_gradient(f, g, df, dg):
    return g * df + f * dg


def rule_sum_gradient(df, dg):
    return df + dg


def rule_chain_jacobian(dg_df, df_dx):
    return dg_df @ df_dx


def chain_total_derivative(df_dx, dx_dt):
    return (df_dx @ dx_dt).item()


def chain_sin_cos(t):
    x1 = np.sin(t)
    return 2 * x1 * np.cos(t) + 2 * (-np.sin(t))


def chain_st(df_dx, dx_dst):
    return df_dx @ dx_dst


def gradient_checker(f, grad, x, h=1e-4):
    dh = numeric_gradient(f, x)[0]
    return bool(np.sqrt(np.sum((dh - grad) ** 2) / np.sum((dh + grad) ** 2)) < 1e-6)


def vector_partial(f, x, i):
    e = np.zeros(len(x))
    e[i] = 1e-5
    return ((f(x + e) - f(x - e)) / 2e-5).reshape(-1, 1)


def jacobian_numeric(f, x):
    return np.hstack([vector_partial(f, x, i) for i in range(len(x))])


def jacobian_sum(x):
    return np.ones((1, len(x)))


def layout_convert(J):
    return J.T


def jacobian_linear(A, x):
    return A


def area_parallelogram(c1, c2):
    return abs(c1[0] * c2[1] - c1[1] * c2[0])


def basis_change_matrix(b1, b2, c1, c2):
    B = np.column_stack([b1, b2])
    C = np.column_stack([c1, c2])
    return C @ np.linalg.inv(B)


def jacobian_method2(f, x):
    return jacobian_numeric(f, x)


def jacobian_area_factor(J):
    return abs(np.linalg.det(J))


def jacobian_polar(x):
    r, theta = x
    return np.array([[np.cos(theta), -r * np.sin(theta)], [np.sin(theta), r * np.cos(theta)]])


def jacobian_polar_area(x):
    return x[0]


def jacobian_linearise(f, x, delta):
    return f(x) + jacobian_numeric(f, x) @ delta


def derivative_dims(D, E):
    if D == 1 and E == 1:
        return ()
    return (E, D)


def chain_exp_dfdx(x):
    x1, x2 = x
    return np.exp(x1 * x2**2) * np.array([[x2**2, 2 * x1 * x2]])


def chain_exp_dxdt(t):
    return np.array([[np.cos(t) - t * np.sin(t)], [np.sin(t) + t * np.cos(t)]])


def chain_exp_dhdt(t):
    x = np.array([t * np.cos(t), t * np.sin(t)])
    return (chain_exp_dfdx(x) @ chain_exp_dxdt(t))[0, 0]


def lsq_dims(N, D):
    return ((1, N), (N, D), (1, D))


def lsq_grad_e(e):
    return 2 * e.reshape(1, -1)


def lsq_jacobian_e(Phi):
    return -Phi


def lsq_grad_theta(Phi, theta, y):
    return lsq_grad_e(y - Phi @ theta) @ lsq_jacobian_e(Phi)


def lsq_grad_element(Phi, theta, y, d):
    e = y - Phi @ theta
    return lsq_grad_e(e)[0] * lsq_jacobian_e(Phi)[:, d]


def lsq_direct(Phi, theta, y):
    return np.array([np.zeros(len(theta)), -2 * y @ Phi, 2 * theta @ Phi.T @ Phi])
