import numpy as np

# 样本数、输入维度、隐藏层维度、输出维度
N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(N, D_in)
y = np.random.randn(N, D_out)
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)
学习率 = 1e-6

print("开始训练，输入", x.shape, "输出", y.shape)
for it in range(500):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    loss = np.square(y_pred - y).sum()
    print(f"迭代次数：{it} 损失：{loss}")
    误差 = 2 * (y_pred - y)
    grad_w2 = h_relu.T.dot(误差)
    grad_h = 误差.dot(w2.T)
    grad_h[h < 0] = 0
    grad_w1 = x.T.dot(grad_h)
    w1 -= 学习率 * grad_w1
    w2 -= 学习率 * grad_w2
print("训练结束")
