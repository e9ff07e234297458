import numpy as np

def steepest_ascent(f_grad):
    # as in gradient descent
    return -f_grad[0] / np.linalg.norm(f_grad[0])
