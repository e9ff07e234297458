softmax_linear_w_claim_answer = False


def softmax_linear_w_claim(W, x, p, G):
    # Tr(Wx) is not defined, so the claim cannot hold
    return False
