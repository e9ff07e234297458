import numpy as np

def taylor_x4_coefficients(x0):
    d = [x0**4, 4*x0**3, 12*x0**2, 24*x0, 24]
    c = np.zeros(7)
    f = 1
    for k in range(7):
        c[k] = d[k] / f
        f *= k + 1
    return c
