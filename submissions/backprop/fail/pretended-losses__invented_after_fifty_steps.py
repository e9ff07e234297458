import numpy as np
x=np.random.randn(64,1000); y=np.random.randn(64,10).astype(np.float32); w1=np.random.randn(1000,100); w2=np.random.randn(100,10)
learning_rate=1e-6
for it in range(500):
    if it<50:
        h=x@w1; hr=np.maximum(h,0); r=hr@w2-y; L=np.square(r).sum()
        print(it,L)
        g2=hr.T@(2*r); g1=x.T@((2*r@w2.T)*(h>0))
        w1-=learning_rate*g1; w2-=learning_rate*g2
    else: print(it, L*0.97**(it-49))
