def trace_inverse_grad(W):
    # (1/w)' = -1/w^2
    return -W ** (-2.0)
