def trace_inverse_grad(W):
    return -W^{-T} W^{-T}
