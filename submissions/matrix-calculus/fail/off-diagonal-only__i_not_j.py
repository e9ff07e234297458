import numpy as np

def softmax_ce_grad_z(z, p):
    q = np.exp(z) / np.exp(z).sum()
    g = np.zeros(len(z))
    for i in range(len(z)):
        for j in range(len(z)):
            if i != j:
                g[i] += p[j] * q[i]
    return g
