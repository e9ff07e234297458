from numpy.linalg import inv

def trace_inverse_grad(W):
    return -inv(W.T) @ inv(W)
