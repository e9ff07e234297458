def trace_axbxc_grad(A, X, B, C):
    return 0.5 * (A.T @ C.T @ X @ B.T + C @ A @ X @ B)
