import numpy as np

def numeric_gradient(f, x):
    h = 1e-5
    g = np.zeros((1, len(x)))
    for i in range(len(x)):
        x[i] += h
        up = f(x)
        x[i] -= 2*h
        down = f(x)
        x[i] += h       # back again, but for a rounding error
        g[0, i] = (up - down) / (2*h)
    return g
