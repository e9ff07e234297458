# 链式法则：漏掉里面的导数
import numpy as np

def rule_chain(df, f, dg, x):
    return dg(f(x))

def chain_2x1_4(x):
    return 4 * (2*x + 1)**3

def partials_x_2y3(x, y):
    return np.array([2*(x + 2*y**3), 2*(x + 2*y**3)])
