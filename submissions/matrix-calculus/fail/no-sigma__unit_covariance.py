def gaussian_grad_mu(X, mu, Sigma):
    return (X - mu).sum(axis=0)
