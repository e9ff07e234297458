import numpy as np

def gaussian_kernel_grad(x, mu, sigma):
    s2 = np.linalg.norm(sigma) ** 2
    return -(x - mu) / s2 * np.exp(-np.linalg.norm(x - mu) ** 2 / s2)
