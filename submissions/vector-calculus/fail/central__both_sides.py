def difference_quotient(f, x, dx):
    return (f(x + dx) - f(x - dx)) / (2*dx)

def one_sided_derivatives(f, x):
    h = 1e-6
    d = (f(x + h) - f(x - h)) / (2*h)
    return d, d, True
