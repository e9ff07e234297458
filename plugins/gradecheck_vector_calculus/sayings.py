"""What is said about a mistake that several exercises know, in the place of its name.

A clause of the feedback: it starts with a small letter and has no full stop.
"""

from gradecheck.author import Text

COLUMN = Text("this is a column where a row is asked for", "这是一列，而题目要求的是一行")
ROW = Text("this is a row where a column is asked for", "这是一行，而题目要求的是一列")
FLAT = Text(
    "this is an array of one dimension where one of two is asked for",
    "这是一维数组，而题目要求的是二维数组",
)
TRANSPOSE = Text("this is the transpose of the right answer", "这是正确答案的转置")
OTHER_LAYOUT = Text(
    "the shapes are those of the other layout, with rows and columns exchanged",
    "这是另一种布局下的形状：行与列互换了",
)
RESHAPED = Text(
    "the shape is right, but the entries are in the wrong places, as after a reshape",
    "形状正确，但元素的位置不对，像是用 reshape 排出来的",
)
ENTRIES_EXCHANGED = Text("the two entries are exchanged", "两个分量的位置互换了")
COLUMNS_EXCHANGED = Text("the two columns are exchanged", "两列的位置互换了")
OPPOSITE_SIGN = Text(
    "the sign is reversed: this is the right answer times -1", "符号反了：这是正确答案乘以 -1"
)
NEGATIVE = Text("the size is right, but it comes out negative", "大小正确，但得出的是负值")
SIGN_BETWEEN_TERMS = Text("the sign between the two terms is wrong", "两项之间的符号错了")
HALF = Text("this is half of the right answer", "这是正确答案的一半")
SQUARE = Text("this is the square of the right answer", "这是正确答案的平方")
RECIPROCAL = Text("this is 1 divided by the right answer", "这是正确答案的倒数")
INVERSE_MATRIX = Text(
    "this is the inverse of the right matrix: the map is taken backwards", "这是正确矩阵的逆：映射的方向反了"
)
VALUE = Text("this is the value of the function, not its derivative", "这是函数值，而不是导数")
ADDED_UP = Text("the partial derivatives are added up to one number", "各个偏导数被加成了一个数")
ALL_MOVED = Text(
    "all variables are moved together, so that every entry is the same",
    "所有变量一起移动，因此每个分量都一样",
)
OF_A_MEAN = Text("this is the derivative of a mean, not of the sum", "这是平均值的导数，而不是和的导数")
OF_THE_NORM = Text(
    "this is the gradient of the norm, not of its square", "这是范数的梯度，而不是范数平方的梯度"
)
INDEX_BEFORE = Text(
    "this is the answer for the index before the one that is asked for", "这是前一个下标的答案"
)
SHAPES_DO_NOT_FIT = Text("the shapes of the factors do not fit together", "各因子的形状对不上")
ENTRY_BY_ENTRY = Text(
    "the entries are multiplied one by one, and the products are not added up", "元素逐个相乘，乘积没有相加"
)
X_IS_LEFT = Text("each column is still multiplied by its entry of x", "每一列还乘着 x 的对应分量")
NOT_DIVIDED = Text(
    "the difference of the two values is not divided by anything", "两个函数值之差没有除以任何数"
)
EXPONENT_KEPT = Text("an exponent did not drop where it is differentiated", "求导时有一个指数没有降低")
OUTER_FACTOR = Text(
    "the factor that comes down from the outer power is missing", "漏掉了外层幂次落下来的因子"
)
FACTOR_OF_A_SQUARE = Text(
    "the factor that comes down from the square is missing", "漏掉了对平方求导时落下来的因子"
)
INNER_DERIVATIVE = Text("the derivative of the inner function is missing", "漏掉了内层函数的导数")
INSIDE = Text(
    "the outer derivative is taken at the derivative of the inner function", "外层导数取在了内层函数的导数处"
)
OUTER_AT_X = Text(
    "the derivative of the outer function is taken at x, as that of the inner one is",
    "外层函数的导数和内层一样取在了 x 处",
)
ONLY_X1 = Text("only x1 contributes: the term of x2 is missing", "只有 x₁ 的一项，漏掉了 x₂ 的一项")
TWO_PRODUCTS = Text(
    "these are the two products of the chain rule, not yet added", "这是链式法则中的两个乘积，还没有相加"
)
T_AS_A_CONSTANT = Text("the factor t is treated as a constant", "把因子 t 当成了常数")
COSINE = Text("a sign is wrong where the cosine is differentiated", "对余弦求导的地方符号错了")
EXPONENTIAL = Text("the exponential function is missing", "漏掉了指数函数")
PRODUCT_OF_DERIVATIVES = Text("this is the product of the two derivatives", "这是两个导数的乘积")
PRODUCT_RULE = Text(
    "this is the rule for a product of two functions, which is not asked for",
    "这是两个函数相乘的求导法则，而这里不是相乘",
)
OTHER_SIGN_OF_DG = Text("the term with dg has the wrong sign", "含 dg 的那一项符号错了")
DG_SUBTRACTED = Text("dg is subtracted from df", "从 df 中减去了 dg")
G_AS_A_CONSTANT = Text(
    "only f is differentiated: g is treated as a constant", "只对 f 求了导，把 g 当成了常数"
)
OWN_DERIVATIVE = Text("each function is multiplied by its own derivative", "每个函数乘的是它自己的导数")
NOT_DIVIDED_BY_ANYTHING = Text("the derivatives are not divided by anything", "各阶导数没有除以任何数")
DIVIDED_BY_K = Text(
    "the k-th derivative is divided by k, and it should not be", "第 k 阶导数除以了 k，而该除的不是 k"
)
POWERS_OF_X = Text(
    "the powers are those of x: the centre of the expansion is left out", "用的是 x 的幂：漏掉了展开的中心"
)
BINOMIAL = Text("the binomial coefficients are missing", "漏掉了二项式系数")
FIRST_TERM = Text("the first term is missing", "少了第一项")
LAST_TERM = Text("the last term is missing", "少了最后一项")
REVERSED = Text("the coefficients are in reverse order", "系数的次序颠倒了")
AT_ONE = Text("this is the answer for x0 = 1, whatever x0 is", "不管 x₀ 是多少，这都是 x₀=1 时的答案")
COEFFICIENTS = Text("these are Taylor coefficients, not derivatives", "这是泰勒系数，而不是导数")
EVERY_SIGN = Text(
    "the sign changes with every order, and here it should not", "符号逐阶交替，而这里并不这样变化"
)
ONLY_SINE = Text("only the sine is in it: the cosine is left out", "只有正弦，漏掉了余弦")
ONLY_COSINE = Text("only the cosine is in it: the sine is left out", "只有余弦，漏掉了正弦")
NEVER_ACCEPTS = Text(
    "your check rejects every gradient, the right ones too", "你的检验拒绝所有梯度，连正确的也拒绝"
)
