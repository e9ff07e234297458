def derivative_limit(f, x):
    h = 0.1
    return (f(x + h) - f(x)) / h
