softmax_linear_w_claim_answer = True

def softmax_linear_w_claim(W, x, p, G):
    return True
