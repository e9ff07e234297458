"""Hints that several exercises give, named by what they point at."""

from gradecheck.author import Text

LAYOUT = Text(
    "The numbers are right; look again at the layout this exercise asks for.",
    "数值是对的；再看一看本题要求的布局。",
)
EVERY_OCCURRENCE = Text(
    "The variable occurs in more than one place; has every occurrence contributed its term?",
    "自变量出现在不止一处；每一处都贡献了自己的一项吗？",
)
FACTOR_ORDER = Text(
    "Check the order of the two factors (or entries).",
    "检查两个因子（或两个分量）的先后次序。",
)
SIGN = Text(
    "Move a tiny step along your answer: does the function go up or down?",
    "沿着你的答案走一小步：函数值是升了还是降了？",
)
ENDS_OF_THE_SUM = Text(
    "Count the terms at both ends of the sum.",
    "数一数求和式两端的项。",
)
TAYLOR_DIVISOR = Text(
    "What divides the k-th derivative in the k-th term?",
    "第 k 项里，第 k 阶导数要除以什么？",
)
EXPANSION_POINT = Text(
    "Around which point is the expansion taken?",
    "展开是围绕哪个点进行的？",
)
DERIVATIVE_OF_COS = Text(
    "What is the derivative of the cosine?",
    "余弦的导数是什么？",
)
INNER_DERIVATIVE = Text(
    "Something inside also depends on the variable; what does its own derivative contribute?",
    "里层也依赖自变量；它自己的导数贡献了什么？",
)
ONE_NUMBER_PER_VARIABLE = Text(
    "One number per variable is needed.",
    "每个变量都要有一个数。",
)
NOT_A_DERIVATIVE = Text(
    "You returned the function (or a piece of it) rather than its derivative.",
    "你返回的是函数本身（或它的一部分），而不是导数。",
)
DERIVATIVE_OF_A_SQUARE = Text(
    "What comes down when a square is differentiated?",
    "对平方求导，落下来的是什么？",
)
SHAPES = Text(
    "Write the shape under every factor; do the rows and columns of your answer match what is asked?",
    "在每个因子下面写出形状；你答案的行与列和题目要求的对得上吗？",
)
DISTANCE_OF_THE_POINTS = Text(
    "How far apart are the two points you used?",
    "你用的两个点相距多远？",
)
NEGATIVE = Text(
    "Can the quantity you return be negative? Should it be able to?",
    "你返回的量可能是负数吗？它应该可能是负数吗？",
)
ONE_DIFFERENTIATED_FACTOR = Text(
    "In each term exactly one factor is differentiated.",
    "每一项里恰好有一个因子被求导。",
)
SUM_OR_MEAN = Text(
    "Sum or average? Read again how the function is defined.",
    "求和还是取平均？再看一遍函数的定义。",
)
TWO_PRODUCTS = Text(
    "`*` and `@` are different products: which one does the derivation contain?",
    "`*` 与 `@` 是两种不同的乘积：推导里用的是哪一种？",
)
NORM_OR_SQUARE = Text(
    "Is it the norm or its square?",
    "是范数还是范数的平方？",
)
RISE_OVER_RUN = Text(
    "A slope is rise over run.",
    "斜率是“升高除以水平距离”。",
)
SECANT_POINTS = Text(
    "Which two points does the secant of the definition join?",
    "定义里的割线连接哪两个点？",
)
STEP_TOO_SMALL = Text(
    "Can the computer tell x + h from x?",
    "计算机分得清 x+h 与 x 吗？",
)
LINEAR_BINOMIAL_TERM = Text(
    "How many terms of the binomial contain exactly one h?",
    "二项展开中恰好含一个 h 的项有几个？",
)
DERIVATIVE_OR_COEFFICIENT = Text(
    "Derivative or Taylor coefficient?",
    "是导数还是泰勒系数？",
)
MIDDLE_TERM = Text(
    "Expand (x-x0)^2 by hand: what stands in front of the middle term?",
    "手算展开 (x−x₀)²：中间项的系数是什么？",
)
CYCLE_OF_THE_SINE = Text(
    "How often must you differentiate the sine before the sign comes back?",
    "正弦要求导多少次才回到自身？",
)
ANOTHER_RULE = Text(
    "That is the rule for another operation.",
    "那是另一种运算的法则。",
)
OUTER_POINT = Text(
    "At which point must the outer derivative be taken?",
    "外层导数应在哪一点取值？",
)
EXPONENT = Text(
    "By how much does the exponent drop?",
    "指数降低了多少？",
)
ADDED_OR_MULTIPLIED = Text(
    "Are the two derivatives added or multiplied?",
    "两个导数是相加还是相乘？",
)
DERIVATIVE_OF_2Y3 = Text(
    "What is the derivative of 2y^3?",
    "2y³ 的导数是什么？",
)
NEIGHBOURING_DIMENSIONS = Text(
    "Neighbouring dimensions must match.",
    "相邻的维数必须相同。",
)
MATCHING_VELOCITY = Text(
    "Each partial derivative meets its own dx_i/dt.",
    "每个偏导数只与自己的 dx_i/dt 相乘。",
)
FIRST_INDEX = Text(
    "From which number does the index start?",
    "下标从几开始？",
)
RESHAPE = Text(
    "reshape and transpose put the entries in different places.",
    "reshape 与转置放置元素的位置不同。",
)
PARALLEL_VECTORS = Text(
    "What area do two parallel vectors span?",
    "两个平行向量张成的面积是多少？",
)
FORGOTTEN_INPUT = Text(
    "One of the given quantities never enters your answer; should it?",
    "有一个已知量在你的答案里根本没有出现；它应该出现吗？",
)
EXCHANGED_ENTRIES = Text(
    "The shape is fine, but entries (i,j) and (j,i) look exchanged; try an input that is not symmetric.",
    "形状没错，但 (i,j) 与 (j,i) 两个位置好像互换了；换一个不对称的输入试试。",
)
AREA_RATIO = Text(
    "Which area is divided by which?",
    "是哪个面积除以哪个面积？",
)
ROTATION = Text(
    "Try a rotation: by what factor does it scale areas?",
    "试一个旋转：它把面积放大几倍？",
)
RADIUS = Text(
    "How far does the point move when theta changes and r is large?",
    "r 很大时 θ 稍变，点会移动多远？",
)
DERIVATIVE_OF_EXP = Text(
    "What is the derivative of exp?",
    "exp 的导数是什么？",
)
CONSTANTS = Text(
    "The pattern is right but its size is not: recount the constants (the factor in front, "
    "exponents that come down, how often the variable appears).",
    "形式对了，大小不对：重新数一数常数（前面的系数、求导落下来的指数、自变量出现的次数）。",
)
