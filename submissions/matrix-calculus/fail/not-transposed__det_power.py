from numpy.linalg import det, inv

def det_power_grad(X, k):
    return k * det(X) ** k * inv(X)
