def affine_lsq_grad_x(A, x, b, y):
    # d/dx 1/2 ||r||^2 = r
    return A @ x + b - y
