def quadratic_form_grad_x(A, x):
    for i in range(len(x)):
        yield A[i] @ x + A[:, i] @ x
