import numpy as np

def gaussian_kernel_grad(x, mu, sigma):
    k = np.exp(-np.sum((x - mu) ** 2) / (2 * np.sum(sigma ** 2)))
    return -(x - mu) / sigma ** 2 * k
