"""The script that students fill in: the homework's text, written anew, without the lines of the gradients."""

STARTER = """\
# Rewritten from the code exercise of homework 4 (改写自作业 4 的编程题)
import numpy as np

# samples, inputs, hidden units, outputs (样本数、输入维数、隐藏单元数、输出维数)
N, D_in, H, D_out = 64, 1000, 100, 10

x = np.random.randn(N, D_in)
y = np.random.randn(N, D_out)
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)

learning_rate = 1e-6
for it in range(500):
    # forward pass (前向传播)
    h = x @ w1
    h_relu = np.maximum(h, 0)
    y_pred = h_relu @ w2

    loss = np.square(y_pred - y).sum()
    print(it, loss)

    # backward pass (反向传播): grad_y_pred, grad_w2, grad_h_relu, grad_h, grad_w1
    raise NotImplementedError

    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
"""
