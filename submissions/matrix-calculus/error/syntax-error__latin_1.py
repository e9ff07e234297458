import numpy as np

def quadratic_form_grad_x(A, x):
    print("Gradient für xAx")
    return (A + A.T) @ x
