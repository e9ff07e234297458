def softmax_ce_grad_z(z, p):
    return z - p
