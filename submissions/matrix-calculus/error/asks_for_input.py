import numpy as np

n = int(input("size of the matrix: "))
W = np.random.rand(n, n)

def trace_inverse_grad(W):
    return -(np.linalg.inv(W) @ np.linalg.inv(W)).T
