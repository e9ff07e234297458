import numpy as np

def quadratic_form_grad_x(A, x):
    g = np.dot(A + A.T, x)
    print "gradient:", g
    return g
