def quadratic_form_grad_x(A, x):
    return (A - A.T) @ x

def trace_axbxc_grad(A, X, B, C):
    return C @ A @ X @ B - A.T @ C.T @ X @ B.T
