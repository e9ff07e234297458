def rule_product(f, g, df, dg):
    return f' * g + f * g'
