import numpy as np

def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    return -(V @ V).T

# my tests
W = np.array([[1.0, 2.0], [2.0, 4.0]])
print(trace_inverse_grad(W))
