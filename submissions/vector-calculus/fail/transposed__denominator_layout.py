import numpy as np

def jacobian_numeric(f, x, h=1e-5):
    rows = []
    for e in np.eye(len(x)):
        rows.append((f(x + h*e) - f(x - h*e)) / (2*h))
    return np.array(rows)

def jacobian_linear(A, x):
    return A.T

def rule_chain_jacobian(dg_df, df_dx):
    return df_dx.T @ dg_df.T
