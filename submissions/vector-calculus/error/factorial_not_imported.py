import numpy as np

def taylor_polynomial(derivs, x0, x):
    return sum(derivs[k] / factorial(k) * (x - x0)**k for k in range(len(derivs)))

def maclaurin_cos_sin(x, K):
    return np.array([sum((-1)**k * x**(2*k) / np.math.factorial(2*k) for k in range(K)), 0])
