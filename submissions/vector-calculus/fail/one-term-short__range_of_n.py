from math import factorial
import numpy as np

def taylor_polynomial(derivs, x0, x):
    n = len(derivs) - 1
    return sum(derivs[k] / factorial(k) * (x - x0)**k for k in range(n))

def taylor_sincos(n, x):
    d = [1, 1, -1, -1] * 3
    return sum([d[k] / factorial(k) * x**k for k in range(n)], np.zeros(len(x)))
