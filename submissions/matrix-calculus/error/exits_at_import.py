import sys
import numpy as np

def quadratic_form_grad_x(A, x):
    return (A + A.T) @ x

if len(sys.argv) < 2:
    print("usage: python homework4.py PROBLEM")
    sys.exit(1)
