def derivative_dims(D, E):
    return f"{E} x {D}"

def lsq_dims(N, D):
    return f"(1,{N}), ({N},{D}), (1,{D})"
