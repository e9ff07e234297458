def trace_axbxc_grad(A, X, B, C):
    # tr(A X M) with M = B X^T C
    M = B @ X.T @ C
    return (M @ A).T
