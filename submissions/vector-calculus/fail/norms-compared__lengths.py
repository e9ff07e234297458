import numpy as np

def gradient_checker(f, grad, x, h=1e-4):
    dh = np.array([(f(x + h*e) - f(x - h*e)) / (2*h) for e in np.eye(len(x))])
    a, b = np.linalg.norm(dh), np.linalg.norm(grad)
    return bool(abs(a - b) / (a + b) < 1e-6)
