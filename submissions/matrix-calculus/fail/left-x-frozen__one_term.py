import numpy as np

def quadratic_form_grad_x(A, x):
    # x^T (A x): derivative of the first factor
    return np.matmul(A, x)
