def det(M):
    if len(M) == 0:
        return 1.0
    return sum((-1) ** j * M[0, j] * det(M) for j in range(len(M)))

def det_power_grad(X, k):
    return k * det(X) ** k
