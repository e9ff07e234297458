import numpy as np

def chain_total_derivative(df_dx, dx_dt):
    return df_dx.flatten() * dx_dt.flatten()

def chain_exp_dhdt(t):
    x1, x2 = t*np.cos(t), t*np.sin(t)
    e = np.exp(x1*x2**2)
    return [e*x2**2*(np.cos(t) - t*np.sin(t)), 2*e*x1*x2*(np.sin(t) + t*np.cos(t))]
