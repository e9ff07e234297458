def chain_2x1_4(x):
    return 8(2x+1)**3
