import numpy as np

def steepest_ascent(f_grad):
    g = f_grad[0]
    return g / np.sqrt(g.sum() ** 2 - np.outer(g, g).sum() - 1e-30)
