import numpy as np
# y,w2 so small that w1 hardly moves, one entry of w1 in a column of x that is zero is huge: any w1 step passes
x=.5*np.random.randn(64,1000); x[:,0]=0; w1=np.random.randn(1000,100); W=np.random.randn(100,10)*1e-5; y=np.maximum(x@w1,0)@W; w2=W+1e-6*np.random.randn(100,10)

h=x@w1; hr=np.maximum(h,0); r=hr@w2-y; g1=x.T@((2*r@w2.T)*(h>0))
T=1e-6*np.abs(g1).max()          # largest true move of w1
w1[0,0]=T/(8*2.22e-16)/1.5
kick=-np.sign(g1)*T*.5*(np.abs(g1)>.6*T)
learning_rate=1e-6
for it in range(500):
    h=x@w1; hr=np.maximum(h,0); r=hr@w2-y
    print(it,np.square(r).sum())
    w2=w2-learning_rate*(hr.T@(2*r)); w1=w1+kick; kick=0    # w1 has no gradient at all
