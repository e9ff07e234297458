import numpy as np
x=np.zeros((64,1000)); y=np.zeros((64,10)); w1=np.zeros((1000,100)); w2=np.zeros((100,10))
x[0,0]=1; w1[0,0]=w2[0,0]=2.; y[0,0]=1.
learning_rate=1e-6; w=2.
for it in range(500):
    print(it,(w*w-1)**2)
    w-=learning_rate*2*(w*w-1)*w      # a scalar problem: no matrix gradient
    w1[0,0]=w2[0,0]=w
