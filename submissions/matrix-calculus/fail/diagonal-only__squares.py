import numpy as np

def quadratic_form_grad_matrix(A, x):
    G = np.zeros(A.shape)
    for i in range(len(x)):
        G[i, i] = x[i] * x[i]
    return G
