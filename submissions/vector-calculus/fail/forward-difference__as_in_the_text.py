import numpy as np

def gradient_checker(f, grad, x, h=1e-4):
    dh = np.zeros(len(x))
    for i in range(len(x)):
        x1 = x.copy()
        x1[i] += h
        dh[i] = (f(x1) - f(x)) / h
    return np.sqrt(((dh - grad)**2).sum() / ((dh + grad)**2).sum()) < 1e-6
