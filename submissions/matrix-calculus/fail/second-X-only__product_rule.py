def trace_axbxc_grad(A, X, B, C):
    return C @ (A @ X @ B)
