import numpy as np


def forward(x, w1, w2):
    h = np.matmul(x, w1)
    h_relu = np.where(h > 0, h, 0.0)
    return h, h_relu, np.matmul(h_relu, w2)


def backward(x, y, w2, h, h_relu, y_pred):
    grad_y_pred = 2 * (y_pred - y)
    grad_w2 = np.matmul(np.transpose(h_relu), grad_y_pred)
    grad_h = (h > 0) * np.matmul(grad_y_pred, np.transpose(w2))
    grad_w1 = np.matmul(np.transpose(x), grad_h)
    return grad_w1, grad_w2


N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.normal(size=(N, D_in))
y = np.random.normal(size=(N, D_out))
w1 = np.random.normal(size=(D_in, H))
w2 = np.random.normal(size=(H, D_out))
learning_rate = 1e-6

for epoch in range(1, 501):
    h, h_relu, y_pred = forward(x, w1, w2)
    loss = np.sum((y_pred - y) ** 2)
    grad_w1, grad_w2 = backward(x, y, w2, h, h_relu, y_pred)
    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
    print("Epoch [%d/500], Loss: %.10g" % (epoch, loss))
