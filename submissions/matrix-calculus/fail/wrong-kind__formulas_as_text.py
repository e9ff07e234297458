def trace_inverse_grad(W):
    return "-(W^-2)^T"

def quadratic_form_grad_x(A, x):
    return r"(A + A^{\top}) x"

def gaussian_kernel_grad(x, mu, sigma):
    return {"formula": "-(x-mu)/|sigma|^2 * k", "value": None}
