def derivative_limit(f, x):
    h = 1e-4
    return (f(x + h) - f(x)) / h
