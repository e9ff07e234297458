import numpy as np

def taylor_expand(c, x0):
    b = np.array([0.0])
    for k in range(len(c)):
        p = np.array([1.0])
        for _ in range(k + 1):
            p = np.convolve(p, [-x0, 1])
        b = np.append(b, np.zeros(len(p) - len(b))) + c[k] * p
    return b
