import numpy as np

def basis_change_matrix(b1, b2, c1, c2):
    return np.linalg.solve(np.array([c1, c2]), np.array([b1, b2])).T

def jacobian_polar_area(x):
    return 1 / x[0]
