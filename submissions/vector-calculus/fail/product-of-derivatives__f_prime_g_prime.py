import numpy as np

def rule_product(f, g, df, dg):
    return df * dg

def chain_exp_dxdt(t):
    return np.array([[-np.sin(t)], [np.cos(t)]])
