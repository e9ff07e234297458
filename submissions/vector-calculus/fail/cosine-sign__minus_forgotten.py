import numpy as np

def chain_sin_cos(t):
    return 2*np.sin(t)*np.cos(t) + 2*np.sin(t)

def jacobian_polar(x):
    r, t = x
    return np.array([[np.cos(t), r*np.sin(t)], [np.sin(t), r*np.cos(t)]])

def chain_exp_dxdt(t):
    return np.array([[np.cos(t) + t*np.sin(t)], [np.sin(t) + t*np.cos(t)]])
