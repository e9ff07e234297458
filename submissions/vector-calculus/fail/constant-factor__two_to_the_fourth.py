def chain_2x1_4(x):
    # (2x)' = 2, and the power is 4
    return 2**4 * (2*x + 1)**3
