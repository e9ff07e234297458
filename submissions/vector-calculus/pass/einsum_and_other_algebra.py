import numpy as np
from math import comb, factorial
from numpy import einsum
from numpy.linalg import norm, slogdet, solve, svd
from numpy.polynomial import Polynomial

FACTORIALS = np.cumprod([1.0] + list(range(1, 21)))


def columns(f, x, h=1e-3):
    """Fourth-order differences, a column for each variable."""
    d = []
    for e in h * np.eye(len(x)):
        d.append((8 * (f(x + e) - f(x - e)) - (f(x + 2 * e) - f(x - 2 * e))) / (12 * h))
    return np.stack(d, axis=-1)


dot_square_value = lambda x: einsum("i,i->", x, x)
dot_square_grad = lambda x: einsum("ai,i->a", np.eye(len(x)), x)[None] * 2
difference_quotient = lambda f, x, dx: np.diff([f(x), f(x + dx)])[0] / dx
derivative_limit = lambda f, x: columns(lambda v: f(v[0]), np.array([x]))[0]


def one_sided_derivatives(f, x):
    left, right = -np.diff([f(x), f(x - 0.5)])[0] / 0.5, np.diff([f(x), f(x + 0.5)])[0] / 0.5
    return [left, right, bool(np.isclose(left, right))]


power_derivative = lambda x, n: Polynomial([0] * n + [1]).deriv()(x)
power_quotient_terms = lambda x, n, h: np.array([comb(n, i) * x**n / x**i * h**i / h for i in range(1, n + 1)])
taylor_polynomial = lambda derivs, x0, x: Polynomial(derivs / FACTORIALS[: len(derivs)])(x - x0)
taylor_x4_derivatives = lambda x0: [Polynomial([0, 0, 0, 0, 1]).deriv(k)(x0) for k in range(7)]
taylor_x4_coefficients = lambda x0: np.pad((Polynomial([x0, 1]) ** 4).coef, (0, 2))
taylor_expand = lambda c, x0: Polynomial(c)(Polynomial([-x0, 1])).coef
taylor_sincos_derivatives = lambda n: np.real((1 - 1j) * 1j ** np.arange(n + 1)).round()
taylor_sincos = lambda n, x: einsum("k,qk->q", taylor_sincos_derivatives(n) / FACTORIALS[: n + 1], np.vander(x, n + 1, increasing=True))


def taylor_figure54_errors():
    x = np.linspace(-4, 4, 801)
    f = np.sqrt(2) * np.sin(x + np.pi / 4)
    return [norm(f - taylor_sincos(n, x), np.inf) for n in (0, 1, 5, 10)]


def maclaurin_cos_sin(x, K):
    z = sum((1j * x) ** k / factorial(k) for k in range(2 * K))
    return np.array([z.real, z.imag])


power_series = lambda a, c, x: np.polyval(a[::-1], x - c)
rule_product = lambda f, g, df, dg: np.array([df, f]) @ np.array([g, dg])
rule_quotient = lambda f, g, df, dg: df / g - f / g * (dg / g)
rule_sum = lambda f, g, df, dg: np.sum([df, dg])
rule_chain = lambda df, f, dg, x: np.multiply(dg(f(x)), df(x))
chain_2x1_4 = lambda x: (Polynomial([1, 2]) ** 4).deriv()(x)
numeric_gradient = lambda f, x: columns(f, x)[None]
steepest_ascent = lambda f_grad: f_grad[0] / np.sqrt(einsum("ai,ai->", f_grad, f_grad))


def partials_x_2y3(x, y):
    # multiplied out: x^2 + 4 x y^3 + 4 y^6
    return np.array([2 * x + 4 * y**3, 12 * x * y**2 + 24 * y**5])


gradient_x1sq_x2 = lambda x: np.array([[x[1] * (2 * x[0] + x[1] ** 2), x[0] * (x[0] + 3 * x[1] ** 2)]])
rule_product_gradient = lambda f, g, df, dg: einsum("a,abc->bc", np.array([g, f]), np.array([df, dg]))
rule_sum_gradient = lambda df, dg: np.vstack([df, dg]).sum(axis=0, keepdims=True)
rule_chain_jacobian = lambda dg_df, df_dx: einsum("pm,mn->pn", dg_df, df_dx)
chain_total_derivative = lambda df_dx, dx_dt: einsum("ai,ia->", df_dx, dx_dt)
chain_sin_cos = lambda t: np.sin(2 * t) - 2 * np.sin(t)
chain_st = lambda df_dx, dx_dst: (dx_dst.T @ df_dx.T).T


def gradient_checker(f, grad, x, h=1e-4):
    dh = columns(f, x, h)
    error = norm(dh - grad) / (norm(dh + grad) + 1e-300)
    return error < 1e-6, error


vector_partial = lambda f, x, i: columns(f, x)[:, [i]]
jacobian_numeric = columns
jacobian_sum = lambda x: np.ones_like(x)[np.newaxis]
layout_convert = lambda J: einsum("mn->nm", J)
jacobian_linear = lambda A, x: A.copy()
area_parallelogram = lambda c1, c2: np.sqrt(c1 @ c1 * (c2 @ c2) - (c1 @ c2) ** 2)
basis_change_matrix = lambda b1, b2, c1, c2: solve(np.array([b1, b2]), np.array([c1, c2])).T
jacobian_method2 = lambda f, x: np.stack([f(e) for e in np.eye(2)], axis=1)
jacobian_area_factor = lambda J: np.exp(slogdet(J)[1])
jacobian_polar = lambda x: np.array([[np.cos(x[1]), -np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]]) @ np.diag([1, x[0]])
jacobian_polar_area = lambda x: np.prod(svd(jacobian_polar(x))[1])
jacobian_linearise = lambda f, x, delta: f(x) + einsum("mn,n->m", columns(f, x), delta)
derivative_dims = lambda D, E: (E, D) * (D * E > 1)
chain_exp_dfdx = lambda x: np.exp(x[0] * x[1] ** 2) * x[[1]] * np.array([[x[1], 2 * x[0]]])
chain_exp_dxdt = lambda t: np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]) @ [[1.0], [t]]


def chain_exp_dhdt(t):
    # h = exp(t^3 cos t sin^2 t)
    c, s = np.cos(t), np.sin(t)
    return np.exp(t**3 * c * s**2) * (3 * t**2 * c * s**2 - t**3 * s**3 + 2 * t**3 * c**2 * s)


lsq_dims = lambda N, D: (np.zeros((1, N)).shape, np.zeros((N, D)).shape, np.zeros((1, D)).shape)
lsq_grad_e = lambda e: 2 * e[None]
lsq_jacobian_e = lambda Phi: einsum("ij,jk->ik", Phi, -np.eye(Phi.shape[1]))
lsq_grad_theta = lambda Phi, theta, y: 2 * (theta @ (Phi.T @ Phi) - y @ Phi)[None]
lsq_grad_element = lambda Phi, theta, y, d: 2 * Phi.T[d] * (Phi @ theta - y)
lsq_direct = lambda Phi, theta, y: np.stack([0 * theta, -2 * einsum("n,nd->d", y, Phi), 2 * einsum("k,nk,nd->d", theta, Phi, Phi)])
