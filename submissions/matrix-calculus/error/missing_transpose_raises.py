# A @ r: (m,n) times (m,)
def affine_lsq_grad_x(A, x, b, y):
    return A @ (A @ x + b - y)
