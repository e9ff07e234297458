def power_derivative(x, n):
    return x**(n + 1) / (n + 1)
