1  import numpy as np
2
3  def quadratic_form_grad_x(A, x):
4      return (A + A.T) @ x
