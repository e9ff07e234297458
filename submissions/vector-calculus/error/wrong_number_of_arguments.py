import numpy as np

def gradient_checker(grad, dh):
    return bool(np.sqrt(((dh - grad)**2).sum() / ((dh + grad)**2).sum()) < 1e-6)
