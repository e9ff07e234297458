# answers as nested lists
def quadratic_form_grad_matrix(A, x):
    return [[float(a) * float(b) for b in x] for a in x]


def quadratic_form_grad_x(A, x):
    A, x = A.tolist(), x.tolist()
    n = range(len(x))
    return [sum((A[i][j] + A[j][i]) * x[j] for j in n) for i in n]


def affine_lsq_grad_x(A, x, b, y):
    r = [sum(a * u for a, u in zip(row, x)) + s - t for row, s, t in zip(A, b, y)]
    return tuple(sum(row[j] * r_i for row, r_i in zip(A, r)) for j in range(len(x)))


def gaussian_kernel_grad(x, mu, sigma):
    from math import exp, fsum
    s = fsum(v * v for v in sigma)
    k = exp(-fsum((u - v) ** 2 for u, v in zip(x, mu)) / (2 * s))
    return [-k * (u - v) / s for u, v in zip(x, mu)]
