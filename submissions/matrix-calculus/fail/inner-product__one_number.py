import numpy as np

def quadratic_form_grad_matrix(A, x):
    # x^T A x = A (x^T x)
    return x.T @ x
