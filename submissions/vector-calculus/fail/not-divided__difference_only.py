def difference_quotient(f, x, dx):
    return f(x + dx) - f(x)
