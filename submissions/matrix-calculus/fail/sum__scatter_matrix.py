def gaussian_mle_sigma(X):
    V = X - X.mean(axis=0)
    return V.T @ V
