def dot_square_value(x):
    return x * x

def chain_st(df_dx, dx_dst):
    return df_dx * dx_dst
