import numpy as np

def taylor_polynomial(derivs, x0, x):
    T = derivs[0]
    for k in range(1, len(derivs)):
        T += derivs[k] / k * (x - x0)**k
    return T
