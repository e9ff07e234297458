def lsq_dims(N, D):
    return (N, 1), (D, N), (D, 1)
