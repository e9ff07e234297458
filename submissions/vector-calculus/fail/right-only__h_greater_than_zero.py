# Definition 5.2 with h > 0
def one_sided_derivatives(f, x):
    h = 1e-6
    d = (f(x + h) - f(x)) / h
    return (d, d, True)
