import numpy as np

def jacobian_linearise(f, x, delta):
    return f(x + delta)

def maclaurin_cos_sin(x, K):
    return np.array([np.cos(x), np.sin(x)])
