#!/usr/bin/env python
# coding: utf-8

# # Homework 4
# Only problems 4 and 8; the others follow next week.

# In[1]:


import numpy as np
import matplotlib.pyplot as plt
from tqdm import tqdm
from IPython.display import display


# In[2]:


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()

softmax(np.array([1.0, 2.0, 3.0]))


# In[3]:


def softmax_ce_grad_z(z, p):
    return softmax(z) - p

def softmax_linear_grad_w(W, x, p):
    return np.outer(softmax_ce_grad_z(W @ x, p), x)

display(softmax_ce_grad_z(np.zeros(3), np.ones(3) / 3))


# In[7]:


def sigmoid_derivative(x):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)

values = []
for x in tqdm(np.linspace(-5, 5, 11)):
    values.append(sigmoid_derivative(np.array([x]))[0])
plt.plot(values)


# In[ ]:
