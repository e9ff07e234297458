import numpy as np

def softmax_ce_grad_z(z, p):
    z = z.reshape(-1, 1)
    q = np.exp(z) / np.exp(z).sum()
    return q - p                          # (n,1) - (n,)
