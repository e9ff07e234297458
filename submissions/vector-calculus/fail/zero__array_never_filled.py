import numpy as np

def lsq_jacobian_e(Phi):
    J = np.zeros(Phi.shape)
    for n in range(J.shape[0]):
        for d in range(J.shape[1]):
            J[n][d] == -Phi[n][d]
    return J
