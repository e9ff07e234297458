import numpy as np

def area_parallelogram(c1, c2):
    return np.linalg.det([c1, c2])

def jacobian_area_factor(J):
    return np.linalg.det(J)
