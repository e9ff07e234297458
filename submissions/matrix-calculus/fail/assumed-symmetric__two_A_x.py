"""x^T A x is a quadratic form, so A is symmetric (?)"""

def quadratic_form_grad_x(A, x):
    return 2 * A @ x

def trace_axbxc_grad(A, X, B, C):
    return 2 * C @ A @ X @ B
