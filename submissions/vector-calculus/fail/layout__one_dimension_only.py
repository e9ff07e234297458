import numpy as np

# not on the list of known mistakes: a row as a plain array
def chain_exp_dfdx(x):
    return np.exp(x[0] * x[1]**2) * np.array([x[1]**2, 2 * x[0] * x[1]])

def chain_st(df_dx, dx_dst):
    return df_dx[0] @ dx_dst
