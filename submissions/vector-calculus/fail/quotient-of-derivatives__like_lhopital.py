def rule_quotient(f, g, df, dg):
    return df / dg
