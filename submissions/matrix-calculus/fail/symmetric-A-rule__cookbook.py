import numpy as np

def quadratic_form_grad_matrix(A, x):
    # formula for symmetric matrices from the cookbook
    G = np.outer(x, x)
    return 2 * G - G * np.eye(len(x))
