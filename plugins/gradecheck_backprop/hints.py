"""What students are told about a mistake: one hint for each, shared by the exercises that know it."""

from gradecheck.author import Text

CONSTANT_RATIO = Text(
    "Compare with a numerical difference of the printed loss: is there a constant ratio?",
    "与所打印的损失的数值差分比一比:是否差一个固定倍数?",
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
    "在 relu 输出为零的地方,输入稍微变化会怎样?",
)
FALLING_PROVES_NOTHING = Text(
    "A falling loss does not prove the gradient right: check one entry of grad_w1 numerically.",
    "损失下降并不说明梯度正确:请用数值方法检查 grad_w1 的一个分量。",
)
FLAT_SIDE = Text("Which side of the relu is flat?", "relu 的哪一侧是平的?")
ACTIVE_UNITS = Text("Which array decides whether a unit was active?", "由哪个数组决定单元是否被激活?")
SLOPE_OF_RELU = Text("What is the slope of the relu where it is active?", "relu 在激活区的斜率是多少?")
WHICH_HIDDEN = Text(
    "Which of the two hidden arrays multiplies w2?",
    "与 w2 相乘的是两个隐藏数组中的哪一个?",
)
SUM_OR_AVERAGE = Text(
    "Sum or average? Read again how the function is defined.",
    "求和还是取平均?再看一遍函数的定义。",
)
TINY_STEP = Text(
    "Move a tiny step along your answer: does the function go up or down?",
    "沿着你的答案走一小步:函数值是升了还是降了?",
)
UP_OR_DOWN = Text("Does the loss go up or down?", "损失是上升还是下降?")
ALL_MOVE = Text("Do all parameters move?", "所有参数都动了吗?")
SAME_WEIGHTS = Text(
    "At which weights must all gradients of one step be taken?",
    "同一步的所有梯度应在哪一组权重处计算?",
)
STEP_LENGTH = Text("Check the step length.", "检查步长。")
PRINTED_STEP_LENGTH = Text("Check the step length printed in the task.", "核对题目给的步长。")

#: said where ``half-gradient`` is accepted (or not): the homework's own published answer
HALF_THE_GRADIENT = Text(
    "half the gradient of the loss that is printed: the answer the homework itself published; "
    "training with it is training with half the learning rate",
    "这是所打印损失的梯度的一半,也就是作业公布的答案;用它训练相当于学习率减半",
)
