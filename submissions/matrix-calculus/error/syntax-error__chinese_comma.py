import numpy as np

def quadratic_form_grad_matrix(A, x):
    """第三题"""
    return np.outer(x，x)
