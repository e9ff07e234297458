"""Rules: the product rule runs, the chain rule does not."""
import numpy as np

def rule_product_gradient(f, g, df, dg):
    return df * g + f * dg

def rule_sum_gradient(df, dg):
    return df + dg

def rule_chain_jacobian(dg_df, df_dx):
    return df_dx @ dg_df
