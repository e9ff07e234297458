def derivative_limit(f, x):
    h, new, old = 1.0, 1.0, 0.0
    while new != old or h > 0:      # h -> 0
        old, new = new, (f(x + h) - f(x)) / h
        h = max(h / 2, 1e-8)
    return new
