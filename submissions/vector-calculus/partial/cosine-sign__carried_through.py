# 例 5.10：一个符号错误带到了最后
import numpy as np

def chain_exp_dfdx(x):
    return np.exp(x[0]*x[1]**2) * np.array([[x[1]**2, 2*x[0]*x[1]]])

def chain_exp_dxdt(t):
    return np.array([[np.cos(t) + t*np.sin(t)], [np.sin(t) + t*np.cos(t)]])

def chain_exp_dhdt(t):
    x = np.array([t*np.cos(t), t*np.sin(t)])
    return (chain_exp_dfdx(x) @ chain_exp_dxdt(t)).item()
