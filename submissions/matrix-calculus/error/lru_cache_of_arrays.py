from functools import lru_cache
import numpy as np

@lru_cache(maxsize=None)
def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    return -(V @ V).T
