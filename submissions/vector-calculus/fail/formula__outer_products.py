import numpy as np

def rule_product_gradient(f, g, df, dg):
    return df.T @ dg

def rule_sum_gradient(df, dg):
    return np.outer(df, dg) + df
