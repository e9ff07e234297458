import numpy as np

def dot_square_grad(x):
    return x @ x

def jacobian_linear(A, x):
    return A @ x

def rule_sum(f, g, df, dg):
    return f + g
