def gaussian_grad_mu(X, mu, Sigma):
    return sum(Sigma @ (x - mu) for x in X)
