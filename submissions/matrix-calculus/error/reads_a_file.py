import numpy as np

data = np.loadtxt("data/samples.txt")

def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return V.T @ V / len(X)
