import numpy as np

def numeric_gradient(f, x):
    h = 1e-7
    up = x.copy()
    g = np.zeros((1, len(x)))
    for i in range(len(x)):
        down = x.copy()
        up[i] += h
        down[i] -= h
        g[0, i] = (f(up) - f(down)) / (2*h)
    return g
