def gaussian_kernel_grad(x, mu, sigma):
    return -(x - mu) / (sigma @ sigma)
