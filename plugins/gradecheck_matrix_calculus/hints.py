"""Hints that several exercises give, named by what they point at."""

from gradecheck.author import Text

SIGN = Text(
    "Move a tiny step along your answer: does the function go up or down?",
    "沿着你的答案走一小步：函数值是升了还是降了？",
)
CONSTANTS = Text(
    "The pattern is right but its size is not: recount the constants (the factor in front, "
    "exponents that come down, how often the variable appears).",
    "形式对了，大小不对：重新数一数常数（前面的系数、求导落下来的指数、自变量出现的次数）。",
)
INNER_DERIVATIVE = Text(
    "Something inside also depends on the variable; what does its own derivative contribute?",
    "里层也依赖自变量；它自己的导数贡献了什么？",
)
EVERY_OCCURRENCE = Text(
    "The variable occurs in more than one place; has every occurrence contributed its term?",
    "自变量出现在不止一处；每一处都贡献了自己的一项吗？",
)
FORGOTTEN_INPUT = Text(
    "One of the given quantities never enters your answer; should it?",
    "有一个已知量在你的答案里根本没有出现；它应该出现吗？",
)
TWO_PRODUCTS = Text(
    "`*` and `@` are different products: which one does the derivation contain?",
    "`*` 与 `@` 是两种不同的乘积：推导里用的是哪一种？",
)
UNGRANTED_SYMMETRY = Text(
    "You seem to rely on a symmetry that the problem does not grant.",
    "你似乎用到了题目并没有给出的对称性。",
)
DIAGONAL = Text(
    "What happens on the diagonal (i = j), and what off it?",
    "对角线上（i = j）是什么？非对角线上又是什么？",
)
SUM_OR_MEAN = Text(
    "Sum or average? Read again how the function is defined.",
    "求和还是取平均？再看一遍函数的定义。",
)
SHAPES = Text(
    "Write the shape under every factor; do the rows and columns of your answer match what is asked?",
    "在每个因子下面写出形状；你答案的行与列和题目要求的对得上吗？",
)
MATRIX_OR_INVERSE = Text(
    "Which matrix appears in the definition: the matrix itself or its inverse?",
    "定义里出现的是矩阵本身，还是它的逆？",
)
OTHER_VARIABLE = Text(
    "This is a derivative of the right function, but with respect to another variable.",
    "函数没错，但这是对另一个变量求的导数。",
)
LAYOUT = Text(
    "The numbers are right; look again at the layout this exercise asks for.",
    "数值是对的；再看一看本题要求的布局。",
)
ONE_PERTURBED_FACTOR = Text(
    "In the product rule one factor at a time is perturbed.",
    "乘积法则中每次只扰动一个因子。",
)
NO_COMMUTING = Text(
    "Matrices do not commute: keep every factor on the side where it first appeared.",
    "矩阵乘法不可交换：每个因子要留在它最初出现的那一侧。",
)
NOT_A_DERIVATIVE = Text(
    "You returned the function (or a piece of it) rather than its derivative.",
    "你返回的是函数本身（或它的一部分），而不是导数。",
)
EXCHANGED_ENTRIES = Text(
    "The shape is fine, but entries (i,j) and (j,i) look exchanged; try an input that is not symmetric.",
    "形状没错，但 (i,j) 与 (j,i) 两个位置好像互换了；换一个不对称的输入试试。",
)
OVERFLOW = Text(
    "Try an input of size 1000: does an intermediate quantity overflow before the result is formed?",
    "用大小为 1000 的输入试一试：中间量会不会在得出结果之前就溢出？",
)
N_BY_N = Text(
    "n outputs and n inputs: how many partial derivatives are there?",
    "n 个输出、n 个输入：一共有多少个偏导数？",
)
SOFTMAX_COUPLES = Text(
    "Does z_i influence only q_i?",
    "z_i 只影响 q_i 吗？",
)
SHIFTED_LOGITS = Text(
    "What must the entries of the gradient add up to? (Shift z by a constant: does J change?)",
    "梯度各分量之和应是多少？（把 z 整体平移，J 会变吗？）",
)
NORMALISING_CONSTANTS = Text(
    "How many samples contribute a normalising constant?",
    "有多少个样本贡献了归一化常数？",
)
SAMPLE_AXIS = Text(
    "Which axis runs over the samples?",
    "哪个轴是样本轴？",
)
BOTH_SIDES_OF_AN_INVERSE = Text(
    "The differential of an inverse has a factor on both sides.",
    "逆矩阵的微分在左右两侧各有一个因子。",
)
ZERO_DEVIATIONS = Text(
    "Put your mu into dL/dmu: is the sum of the deviations zero?",
    "把你的 μ 代回 ∂L/∂μ：偏差之和是零吗？",
)
OUTPUT_DEPENDENCE = Text(
    "Does output i depend on input j?",
    "第 i 个输出依赖第 j 个输入吗？",
)
DERIVATIVE_OF_EXP = Text(
    "What is the derivative of exp?",
    "exp 的导数是什么？",
)
