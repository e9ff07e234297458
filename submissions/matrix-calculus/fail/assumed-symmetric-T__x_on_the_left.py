def quadratic_form_grad_x(A, x):
    return 2 * x @ A
