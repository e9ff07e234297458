def quadratic_form_grad_x(A, x):
    c = x.T @ A          # f = c x
    return c
