import time
import numpy as np

def quadratic_form_grad_x(A, x):
    return (A + A.T) @ x

print("waiting for the training to finish")
time.sleep(3600)
