import numpy as np

def gaussian_kernel_grad(x, mu, sigma):
    return (mu - x) * np.exp(-(x - mu) @ (x - mu) / (2 * sigma @ sigma))
