import numpy as np

def quadratic_form_grad_matrix(x):
    return np.outer(x, x)

def det_power_grad(X):
    k = 2
    return k * np.linalg.det(X) ** k * np.linalg.inv(X).T
