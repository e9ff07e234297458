def difference_quotient(f, x, dx):
    return (f(x + dx) - f(x)) / dx

def derivative_limit(f, x):
    return difference_quotient(lambda z: f(x + z) - f(x - z), 0, 1e-5) / 2

def one_sided_derivatives(f, x):
    left = difference_quotient(f, x, -1e-6)
    right = difference_quotient(f, x, 1e-6)
    return left, right, True
