import numpy as np

rng = np.random.default_rng(7)
N, D_in, H, D_out = 64, 1000, 100, 10
x, y = rng.standard_normal((N, D_in)), rng.standard_normal((N, D_out))
w1, w2 = rng.standard_normal((D_in, H)), rng.standard_normal((H, D_out))

for it in range(500):
    h = np.einsum("nd,dh->nh", x, w1, optimize=True)
    h_relu = h.clip(min=0)
    y_pred = np.einsum("nh,ho->no", h_relu, w2, optimize=True)
    loss = np.einsum("no,no->", y_pred - y, y_pred - y)
    print("step", it, "| loss =", loss)
    g = 2 * (y_pred - y)
    dw2 = np.einsum("nh,no->ho", h_relu, g, optimize=True)
    dh = np.einsum("no,ho->nh", g, w2, optimize=True) * (h > 0)
    dw1 = np.einsum("nd,nh->dh", x, dh, optimize=True)
    w1 -= 1e-6 * dw1
    w2 -= 1e-6 * dw2
