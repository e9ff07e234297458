import numpy as np

def quadratic_form_grad_x(A, x):
    g = A @ x
	g = g + A.T @ x
    return g
