def chain_2x1_4(x):
    print(8 * (2*x + 1)**3)

def jacobian_polar_area(x):
    r, theta = x
    print("r =", r)
