# 作业四里前面有 1/2
import numpy as np

def lsq_grad_e(e):
    return e[None, :]

def lsq_grad_theta(Phi, theta, y):
    return -(y - Phi @ theta)[None, :] @ Phi

def lsq_grad_element(Phi, theta, y, d):
    return -(y - Phi @ theta) * Phi[:, d]
