import numpy as np
import sympy as sp

t = sp.symbols("t")
h = sp.exp(t * sp.cos(t) * (t * sp.sin(t))**2)
dh = sp.lambdify(t, sp.diff(h, t))

def chain_exp_dhdt(t):
    return dh(t)
