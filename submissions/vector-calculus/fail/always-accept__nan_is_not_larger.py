import numpy as np

def gradient_checker(f, grad, x, h=1e-4):
    dh = grad / np.linalg.norm(grad)
    error = np.linalg.norm(dh - grad / np.linalg.norm(grad))
    return error < 1e-6
