def trace_axbxc_grad(A, X, B, C):
    # (C A)^T = C^T A^T ?
    return C.T @ A.T @ X @ B.T + C @ A @ X @ B
