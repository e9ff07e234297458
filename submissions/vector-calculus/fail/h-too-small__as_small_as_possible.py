def derivative_limit(f, x):
    h = 1e-16   # h -> 0
    return (f(x + h) - f(x)) / h
