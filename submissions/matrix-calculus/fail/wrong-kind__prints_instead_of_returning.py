import numpy as np

def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    print(-(V @ V).T)

def quadratic_form_grad_matrix(A, x):
    G = np.outer(x, x)
