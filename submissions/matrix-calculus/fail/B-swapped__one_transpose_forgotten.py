def trace_axbxc_grad(A, X, B, C):
    return A.T @ C.T @ X @ B + C @ A @ X @ B.T
