import numpy

def trace_inverse_grad(W):
    Winv = np.linalg.inv(W)
    return -(Winv @ Winv).T

def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)
