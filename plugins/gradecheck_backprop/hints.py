"""What students are told about a mistake (one hint for each), and teachers about the homework's own text."""

from gradecheck.author import Text

CONSTANT_RATIO = Text(
    "Compare with a numerical difference of the printed loss: is there a constant ratio?",
    "与所打印的损失的数值差分比一比：是否差一个固定倍数？",
)
NUMERICAL_DIFFERENCE = Text(
    "Compare with a numerical difference of the printed loss.",
    "与所打印的损失的数值差分比一比。",
)
ONE_UPDATE = Text(
    "Compare one update of the weights with a numerical gradient of the printed loss.",
    "把一步权重更新与所打印损失的数值梯度比一比。",
)
DEAD_UNITS = Text(
    "Where the relu outputs zero, what does a small change of its input do?",
    "在 relu 输出为零的地方，输入稍微变化会怎样？",
)
FALLING_PROVES_NOTHING = Text(
    "A falling loss does not prove the gradient right: check one entry of grad_w1 numerically.",
    "损失下降并不说明梯度正确：请用数值方法检查 grad_w1 的一个分量。",
)
FLAT_SIDE = Text("Which side of the relu is flat?", "relu 的哪一侧是平的？")
ACTIVE_UNITS = Text("Which array decides whether a unit was active?", "由哪个数组决定单元是否被激活？")
SLOPE_OF_RELU = Text("What is the slope of the relu where it is active?", "relu 在激活区的斜率是多少？")
WHICH_HIDDEN = Text(
    "Which of the two hidden arrays multiplies w2?",
    "与 w2 相乘的是两个隐藏数组中的哪一个？",
)
SUM_OR_AVERAGE = Text(
    "Sum or average? Read again how the function is defined.",
    "求和还是取平均？再看一遍函数的定义。",
)
TINY_STEP = Text(
    "Move a tiny step along your answer: does the function go up or down?",
    "沿着你的答案走一小步：函数值是升了还是降了？",
)
UP_OR_DOWN = Text("Does the loss go up or down?", "损失是上升还是下降？")
ALL_MOVE = Text("Do all parameters move?", "所有参数都动了吗？")
SAME_WEIGHTS = Text(
    "At which weights must all gradients of one step be taken?",
    "同一步的所有梯度应在哪一组权重处计算？",
)
STEP_LENGTH = Text("Check the step length.", "检查步长。")
PRINTED_STEP_LENGTH = Text("Check the step length printed in the task.", "核对题目给的步长。")

CONSTANTS = Text(
    "The pattern is right but its size is not: recount the constants (the factor in front, "
    "exponents that come down, how often the variable appears).",
    "形式对了，大小不对：重新数一数常数（前面的系数、求导落下来的指数、自变量出现的次数）。",
)
BETWEEN_THE_LAYERS = Text(
    "Is anything done to the hidden values before the second layer?",
    "隐藏层的值在进入第二层之前做了什么处理？",
)
WHERE_THE_RELU_STANDS = Text("Where does the relu stand?", "relu 放在哪一层？")
NORM_OR_SQUARE = Text("Is it the norm or its square?", "是范数还是范数的平方？")
SLOPE_OF_A_SQUARE = Text(
    "The slope of a square is negative on one side.",
    "平方函数在一侧的斜率是负的。",
)
NOT_A_DERIVATIVE = Text(
    "You returned the function (or a piece of it) rather than its derivative.",
    "你返回的是函数本身（或它的一部分），而不是导数。",
)
SHAPES = Text(
    "Write the shape under every factor; do the rows and columns of your answer match what is asked?",
    "在每个因子下面写出形状；你答案的行与列和题目要求的对得上吗？",
)
RESHAPE_IS_NO_TRANSPOSE = Text(
    "reshape and transpose put the entries in different places.",
    "reshape 与转置放置元素的位置不同。",
)
ACTIVATION_OR_SLOPE = Text(
    "Is it the activation or its derivative that multiplies the weight?",
    "与权重相乘的是激活值还是它的导数？",
)
ONE_LINE_LATER = Text("That is one line further down.", "那是下一行代码的事。")
NEVER_NEGATIVE = Text(
    "Can the array you compare with zero ever be negative?",
    "你拿来与零比较的数组可能为负吗？",
)
NEGATIVE_ON_ACTIVE = Text(
    "The incoming gradient may be negative on an active unit.",
    "激活单元上传入的梯度可以是负的。",
)
EVERY_SAMPLE = Text("Every sample contributes to the loss.", "每个样本都对损失有贡献。")

#: for teachers, in ``gradecheck show --notes``
NOTES = Text(
    "The published answer takes grad_y_pred = y_pred - y although the printed loss is the plain sum of "
    "squares: every gradient is half of the true one (as if the learning rate were 5e-7, or the loss half "
    "the sum). The printed np.maximum(h, ∅) means 0; the picture of the ten losses is lost and no seed "
    "is set, so they cannot be reproduced. h < 0 and h <= 0 differ only where h is exactly 0, where any "
    "value between 0 and the incoming gradient is a subgradient: accept both.",
    "公布的答案取 grad_y_pred = y_pred - y，而打印的损失是平方和：每个梯度都只有真值的一半"
    "（相当于学习率为 5e-7，或损失为平方和的一半）。np.maximum(h, ∅) 中的 ∅ 应为 0；"
    "十个损失的图片缺失，也没有设随机种子，因此无法复现。h < 0 与 h <= 0 只在 h 恰为 0 处不同，"
    "那里 0 与传入梯度之间的任何值都是次梯度：两者都接受。",
)
