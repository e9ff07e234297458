import numpy as np

def jacobian_numeric(f, x):
    h = 1e-5
    J = np.zeros((f(x).size, x.size))
    for i in range(x.size):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        J[:, i] = (up - down) / (2*h)
    return J

def numeric_gradient(f, x):
    return jacobian_numeric(lambda z: np.array([f(z)]), x)

def taylor_figure54_errors():
    x = np.arange(-4, 4.005, 0.01)
    s, c = np.sin(x), np.cos(x)
    errors, T, term = {}, 0 * x, 1 + 0 * x
    for k in range(11):
        T = T + term * [1, 1, -1, -1][k % 4]
        term = term * x / (k + 1)
        errors[k] = abs(s + c - T).max()
    return np.array([errors[n] for n in (0, 1, 5, 10)])
