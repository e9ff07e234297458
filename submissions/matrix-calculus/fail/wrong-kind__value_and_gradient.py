import numpy as np

# returns the value and the gradient, as optimisers like it

def quadratic_form_grad_x(A, x):
    return x @ A @ x, (A + A.T) @ x

def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    return np.trace(V), -(V @ V).T
