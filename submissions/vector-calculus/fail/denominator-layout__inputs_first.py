def derivative_dims(D, E):
    if D == E == 1:
        return ()
    return (D, E)
