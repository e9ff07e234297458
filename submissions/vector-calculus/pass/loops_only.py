# 第五章全部 54 题，只用循环
import math
import numpy as np

H = 1e-5


def dot_square_value(x):
    s = 0
    for xi in x:
        s += xi * xi
    return s


def dot_square_grad(x):
    g = np.zeros((1, len(x)))
    for i in range(len(x)):
        g[0, i] = 2 * x[i]
    return g


def difference_quotient(f, x, dx):
    y0 = f(x)
    y1 = f(x + dx)
    return (y1 - y0) / dx


def derivative_limit(f, x):
    # halve the step until the quotient settles
    h, old = 0.1, 1e9
    while True:
        new = (f(x + h) - f(x - h)) / (2 * h)
        if abs(new - old) < 1e-9 * abs(new) or h < 1e-6:
            return new
        h, old = h / 2, new


def one_sided_derivatives(f, x):
    slopes = []
    for h in (-1e-5, 1e-5):
        slopes.append((f(x + h) - f(x)) / h)
    return slopes[0], slopes[1], bool(abs(slopes[0] - slopes[1]) < 1e-5)


def power_derivative(x, n):
    if n == 0:
        return 0.0
    p = 1.0
    for _ in range(n - 1):
        p *= x
    return n * p


def power_quotient_terms(x, n, h):
    t = []
    for i in range(1, n + 1):
        ways = math.factorial(n) // (math.factorial(i) * math.factorial(n - i))
        t.append(ways * x ** (n - i) * h ** (i - 1))
    return np.array(t)


def taylor_polynomial(derivs, x0, x):
    total, term = 0.0, 1.0
    for k in range(len(derivs)):
        total += derivs[k] * term
        term *= (x - x0) / (k + 1)
    return total


def taylor_x4_derivatives(x0):
    p, values = [0, 0, 0, 0, 1], []     # coefficients of x^0 .. x^4
    for _ in range(7):
        values.append(sum(p[j] * x0**j for j in range(len(p))))
        p = [j * p[j] for j in range(1, len(p))]
    return np.array(values, dtype=float)


def taylor_x4_coefficients(x0):
    d = taylor_x4_derivatives(x0)
    for k in range(7):
        d[k] /= math.factorial(k)
    return d


def taylor_expand(c, x0):
    b = [0.0] * len(c)
    for k in range(len(c) - 1, -1, -1):     # Horner: b <- b (x - x0) + c_k
        for j in range(len(c) - 1, 0, -1):
            b[j] = b[j - 1] - x0 * b[j]
        b[0] = c[k] - x0 * b[0]
    return np.array(b)


def taylor_sincos_derivatives(n):
    s, c, out = 0, 1, []                    # f = sin + cos as (sin part, cos part) at 0
    a, b = 1, 1
    for _ in range(n + 1):
        out.append(a * s + b * c)
        a, b = -b, a
    return np.array(out, dtype=float)


def taylor_sincos(n, x):
    d = taylor_sincos_derivatives(n)
    T = np.zeros(len(x))
    for q in range(len(x)):
        term = 1.0
        for k in range(n + 1):
            T[q] += d[k] * term
            term *= x[q] / (k + 1)
    return T


def taylor_figure54_errors():
    worst = []
    for n in (0, 1, 5, 10):
        w = 0.0
        for x in np.linspace(-4, 4, 801):
            w = max(w, abs(math.sin(x) + math.cos(x) - taylor_sincos(n, [x])[0]))
        worst.append(w)
    return np.array(worst)


def maclaurin_cos_sin(x, K):
    term, c, s = 1.0, 0.0, 0.0
    for k in range(2 * K):
        if k % 2 == 0:
            c += term * (-1) ** (k // 2)
        else:
            s += term * (-1) ** (k // 2)
        term *= x / (k + 1)
    return np.array([c, s])


def power_series(a, c, x):
    total = 0.0
    for k in range(len(a) - 1, -1, -1):
        total = total * (x - c) + a[k]
    return total


def rule_product(f, g, df, dg):
    return f * dg + g * df


def rule_quotient(f, g, df, dg):
    return rule_product(f, 1 / g, df, -dg / (g * g))


def rule_sum(f, g, df, dg):
    s = 0
    for d in (df, dg):
        s += d
    return s


def rule_chain(df, f, dg, x):
    inner = f(x)
    return df(x) * dg(inner)


def chain_2x1_4(x):
    p = 8.0
    for _ in range(3):
        p *= 2 * x + 1
    return p


def numeric_gradient(f, x):
    g = np.zeros((1, len(x)))
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += H
        down[i] -= H
        g[0][i] = (f(up) - f(down)) / (2 * H)
    return g


def steepest_ascent(f_grad):
    length = 0.0
    for g in f_grad[0]:
        length += g * g
    return np.array([g / math.sqrt(length) for g in f_grad[0]])


def partials_x_2y3(x, y):
    inner = x + 2 * y * y * y
    return np.array([2 * inner * 1, 2 * inner * 6 * y * y])


def gradient_x1sq_x2(x):
    g = np.zeros((1, 2))
    g[0, 0] = 2 * x[0] * x[1] + x[1] ** 3
    g[0, 1] = x[0] ** 2 + 3 * x[0] * x[1] ** 2
    return g


def rule_product_gradient(f, g, df, dg):
    out = np.zeros(df.shape)
    for i in range(df.shape[1]):
        out[0, i] = rule_product(f, g, df[0, i], dg[0, i])
    return out


def rule_sum_gradient(df, dg):
    out = np.zeros(df.shape)
    for i in range(df.shape[1]):
        out[0, i] = df[0, i] + dg[0, i]
    return out


def rule_chain_jacobian(dg_df, df_dx):
    p, m = dg_df.shape
    n = df_dx.shape[1]
    J = np.zeros((p, n))
    for i in range(p):
        for j in range(n):
            for k in range(m):
                J[i, j] += dg_df[i, k] * df_dx[k, j]
    return J


def chain_total_derivative(df_dx, dx_dt):
    s = 0.0
    for i in range(2):
        s += df_dx[0, i] * dx_dt[i, 0]
    return s


def chain_sin_cos(t):
    s, c = math.sin(t), math.cos(t)
    return 2 * s * c + 2 * -s


def chain_st(df_dx, dx_dst):
    return rule_chain_jacobian(df_dx, dx_dst)


def gradient_checker(f, grad, x, h=1e-4):
    up = down = 0.0
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        dh = (f(x + e) - f(x - e)) / (2 * h)
        up += (dh - grad[i]) ** 2
        down += (dh + grad[i]) ** 2
    return math.sqrt(up) < 1e-6 * math.sqrt(down)


def vector_partial(f, x, i):
    up, down = x.copy(), x.copy()
    up[i] += H
    down[i] -= H
    a, b = f(up), f(down)
    return np.array([[(a[k] - b[k]) / (2 * H)] for k in range(len(a))])


def jacobian_numeric(f, x):
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        column = vector_partial(f, x, j)
        for i in range(len(J)):
            J[i, j] = column[i, 0]
    return J


def jacobian_sum(x):
    return np.array([[1.0 for _ in x]])


def layout_convert(J):
    T = np.zeros((J.shape[1], J.shape[0]))
    for i in range(J.shape[0]):
        for j in range(J.shape[1]):
            T[j, i] = J[i, j]
    return T


def jacobian_linear(A, x):
    J = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            J[i, j] = A[i, j]
    return J


def area_parallelogram(c1, c2):
    # base times height
    base = math.hypot(c1[0], c1[1])
    along = (c1[0] * c2[0] + c1[1] * c2[1]) / base
    return base * math.sqrt(c2[0] ** 2 + c2[1] ** 2 - along**2)


def basis_change_matrix(b1, b2, c1, c2):
    # row i of J solves  [b1; b2] J[i] = (c1[i], c2[i]), Cramer's rule
    det = b1[0] * b2[1] - b1[1] * b2[0]
    J = np.zeros((2, 2))
    for i in range(2):
        J[i, 0] = (c1[i] * b2[1] - b1[1] * c2[i]) / det
        J[i, 1] = (b1[0] * c2[i] - c1[i] * b2[0]) / det
    return J


def jacobian_method2(f, x):
    J = np.zeros((2, 2))
    for j in range(2):
        e = [0.0, 0.0]
        e[j] = H
        J[:, j] = (f(x + np.array(e)) - f(x - np.array(e))) / (2 * H)
    return J


def jacobian_area_factor(J):
    A, d = J.copy(), 1.0
    n = len(A)
    for k in range(n):                      # elimination with pivots
        p = max(range(k, n), key=lambda i: abs(A[i, k]))
        A[[k, p]] = A[[p, k]]
        d *= A[k, k]
        for i in range(k + 1, n):
            A[i] = A[i] - A[k] * A[i, k] / A[k, k]
    return abs(d)


def jacobian_polar(x):
    r, th = x[0], x[1]
    J = np.zeros((2, 2))
    J[0][0], J[0][1] = math.cos(th), -r * math.sin(th)
    J[1][0], J[1][1] = math.sin(th), r * math.cos(th)
    return J


def jacobian_polar_area(x):
    J = jacobian_polar(x)
    return abs(J[0, 0] * J[1, 1] - J[0, 1] * J[1, 0])


def jacobian_linearise(f, x, delta):
    y = np.array(f(x), dtype=float)
    for i in range(len(x)):
        y = y + vector_partial(f, x, i)[:, 0] * delta[i]
    return y


def derivative_dims(D, E):
    return () if D == E == 1 else (E, D)


def chain_exp_dfdx(x):
    e = math.exp(x[0] * x[1] * x[1])
    return np.array([[e * x[1] * x[1], 2 * e * x[0] * x[1]]])


def chain_exp_dxdt(t):
    return np.array([[math.cos(t) - t * math.sin(t)], [math.sin(t) + t * math.cos(t)]])


def chain_exp_dhdt(t):
    row = chain_exp_dfdx([t * math.cos(t), t * math.sin(t)])
    column = chain_exp_dxdt(t)
    return row[0, 0] * column[0, 0] + row[0, 1] * column[1, 0]


def lsq_dims(N, D):
    dL_de = (1, N)
    de_dtheta = (N, D)
    return dL_de, de_dtheta, (dL_de[0], de_dtheta[1])


def lsq_grad_e(e):
    return np.array([[2 * v for v in e]])


def lsq_jacobian_e(Phi):
    return np.array([[-v for v in row] for row in Phi])


def lsq_grad_element(Phi, theta, y, d):
    t = np.zeros(len(y))
    for n in range(len(y)):
        e = y[n]
        for k in range(len(theta)):
            e -= Phi[n, k] * theta[k]
        t[n] = 2 * e * -Phi[n, d]
    return t


def lsq_grad_theta(Phi, theta, y):
    return np.array([[lsq_grad_element(Phi, theta, y, d).sum() for d in range(len(theta))]])


def lsq_direct(Phi, theta, y):
    N, D = Phi.shape
    G = np.zeros((3, D))
    for d in range(D):
        for n in range(N):
            G[1, d] -= 2 * y[n] * Phi[n, d]
            for k in range(D):
                G[2, d] += 2 * Phi[n, d] * Phi[n, k] * theta[k]
    return G
