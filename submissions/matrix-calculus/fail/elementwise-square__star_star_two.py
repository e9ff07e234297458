import numpy as np

def trace_inverse_grad(W):
    # W^-2 transposed
    return -(np.linalg.inv(W) ** 2).T
