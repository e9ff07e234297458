import numpy as np

def chain_exp_dhdt(t):
    x1, x2 = t*np.cos(t), t*np.sin(t)
    return np.exp(x1*x2**2) * (x1 + x2)
