import numpy as np

def jacobian_method2(f, x):
    return np.round([[f(e)[i] for e in np.eye(2)] for i in range(2)], 3)
