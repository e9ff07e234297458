import torch

def quadratic_form_grad_x(A, x):
    A, x = torch.tensor(A), torch.tensor(x, requires_grad=True)
    (x @ A @ x).backward()
    return x.grad.numpy()
