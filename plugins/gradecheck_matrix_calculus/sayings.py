"""What is said about a student's answer that is a named mistake, where several exercises say it alike.

A clause of the feedback: it starts with a small letter and has no full stop.
"""

from gradecheck.author import Text

NEGATED = Text("your answer has the opposite sign", "你的答案符号反了")
DOUBLED = Text("your answer is twice what it should be", "你的答案是应有结果的两倍")
HALVED = Text("your answer is half of what it should be", "你的答案只有应有结果的一半")
AVERAGED = Text(
    "your answer is an average over the samples where a sum is asked for",
    "题目要求对样本求和，你的答案取了平均",
)
NOT_DIVIDED = Text(
    "your answer is a sum over the samples that is not divided by anything",
    "你的答案是对样本的求和，没有除以任何数",
)
DIVIDED_BY_N_MINUS_1 = Text("your answer divides by N - 1", "你的答案除以了 N−1")
NOT_CENTRED = Text(
    "your answer does not subtract the mean from the samples",
    "你的答案没有从样本中减去均值",
)
TRANSPOSED = Text("your answer is the transpose of what is asked for", "你的答案是所求结果的转置")
ONE_ROW = Text("your answer is a matrix with a single row", "你的答案是只有一行的矩阵")
SHAPES_DO_NOT_FIT = Text(
    "your answer multiplies factors whose shapes do not fit",
    "你的答案把形状不匹配的因子相乘了",
)
GRADIENT_IN_X = Text("your answer is the gradient with respect to x", "你的答案是对 x 的梯度")
WITHOUT_B = Text("your answer leaves out b", "你的答案漏掉了 b")
WITHOUT_P = Text("your answer leaves out p", "你的答案漏掉了 p")
WITHOUT_SIGMA = Text("your answer leaves out Sigma", "你的答案漏掉了 Σ")
SIGMA_NOT_INVERTED = Text(
    "your answer has Sigma where its inverse belongs",
    "你的答案在该用 Σ 的逆的地方用了 Σ",
)
INCREMENT = Text(
    "your answer is the increment of the function, not its differential",
    "你的答案是函数的增量，不是微分",
)
A_TAKEN_FOR_SYMMETRIC = Text("your answer takes A for symmetric", "你的答案把 A 当成了对称矩阵")
MIRRORED_ENTRIES_AS_ONE = Text(
    "your answer treats entries (i,j) and (j,i) of the matrix as one variable",
    "你的答案把矩阵的 (i,j) 元与 (j,i) 元当成了同一个变量",
)
FIRST_X_ONLY = Text(
    "your answer has the term of the first X only",
    "你的答案只有第一个 X 所贡献的项",
)
ONE_TERM_WITH_WRONG_SIGN = Text(
    "one of the two terms of your answer has the wrong sign",
    "你的答案有两项，其中一项的符号错了",
)
DIAGONAL_ONLY = Text("your answer is zero off the diagonal", "你的答案在对角线以外全是零")
MULTIPLE_OF_UNIT_MATRIX = Text(
    "your answer is a multiple of the identity matrix",
    "你的答案是单位矩阵的倍数",
)
OFF_DIAGONAL_PATTERN = Text(
    "on the diagonal your answer uses the formula for the entries off it",
    "你的答案在对角线上也用了非对角元的公式",
)
ONE_DERIVATIVE_EACH = Text(
    "your answer is a vector: one partial derivative for each output",
    "你的答案是一个向量：每个输出只有一个偏导数",
)
WITHOUT_SOFTMAX_DERIVATIVE = Text(
    "your answer leaves out the derivative of the softmax",
    "你的答案漏掉了 softmax 的导数",
)
OWN_LOGIT_ONLY = Text(
    "your answer has only the effect of z_i on q_i",
    "你的答案只算了 z_i 对 q_i 的影响",
)
LOGDET_ONCE = Text(
    "your answer counts the term with ln|Sigma| once, not once for every sample",
    "含 ln|Σ| 的项在你的答案里只算了一次，而不是每个样本各算一次",
)
INVERSE_ON_ONE_SIDE = Text(
    "your answer has the inverse on one side only",
    "你的答案只在一侧有逆矩阵",
)
ONE_TRANSPOSED_INVERSE = Text(
    "your answer transposes only one of the two inverses",
    "你的答案只给两个逆矩阵中的一个加了转置",
)
WITHOUT_EXP = Text(
    "your answer leaves out the factor with exp",
    "你的答案漏掉了含 exp 的因子",
)
