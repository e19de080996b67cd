//! A little course with an item of every type, so that stories are short and quick.

use zhixing_courseware::Files;

/// The standard, the course, a lesson with practice, a bank, an exam that ends in a certificate, and a mock.
pub fn course() -> Files {
    let mut files = Files::default();
    for (path, text) in [
        ("standards/little.md", STANDARD),
        ("standards/little.en.md", STANDARD_EN),
        ("little/course.md", "+++\ntitle = \"小课程\"\nsummary = \"一门小课程\"\nstandard = \"little\"\nlevel = 5\n+++\n\n欢迎。\n"),
        ("little/course.en.md", "+++\ntitle = \"Little course\"\nsummary = \"A little course\"\n+++\n\nWelcome.\n"),
        ("little/010-first.md", LESSON),
        ("little/010-first.en.md", LESSON_EN),
        ("little/items/bank.md", BANK),
        ("little/items/bank.en.md", BANK_EN),
        ("little/assessments/exam.md", EXAM),
        ("little/assessments/exam.en.md", "+++\ntitle = \"Little exam\"\n+++\n\nWork alone.\n"),
        ("little/assessments/mock.md", MOCK),
        ("little/assessments/parts.md", PARTS),
        ("little/assessments/parts.en.md", PARTS_EN),
        ("little/assessments/mock.en.md", "+++\ntitle = \"Little mock\"\n+++\n\nTry it.\n"),
    ] {
        files.insert(path, text.as_bytes().to_vec());
    }
    // what a mock shows the keys of is never in the exam: the same items under other names
    for (path, text) in [("little/items/mock.md", BANK), ("little/items/mock.en.md", BANK_EN)] {
        let text = text.replace("{#", "{#m-").replace("use = \"exam\"", "use = \"mock\"");
        files.insert(path, text.into_bytes());
    }
    files
}

const STANDARD: &str = "+++\ntitle = \"小职业\"\ncode = \"0-00-00-09\"\nedition = \"2026\"\nsummary = \"演示\"\n+++\n\n演示标准。\n\n## 五级/初级工 {#level-5 .level level=5}\n\n### 工作 {#work .function theory=100 skill=100 .demo}\n\n#### 做事 {#do .work}\n\n| 技能要求 | 相关知识要求 |\n|---|---|\n| 能做 | 知道 |\n";
const STANDARD_EN: &str = "+++\ntitle = \"Little occupation\"\nsummary = \"Demo\"\n+++\n\nA demonstration.\n\n## Level 5 / Elementary {#level-5 .level level=5}\n\n### Work {#work .function theory=100 skill=100 .demo}\n\n#### Doing {#do .work}\n\n| Skill | Knowledge |\n|---|---|\n| can do | knows |\n";
const LESSON: &str = "+++\ntitle = \"第一课\"\nsummary = \"数据清洗\"\nminutes = 5\nfunction = \"work\"\n+++\n\n## 开始\n\n数据清洗让数据可用。\n\n### 哪个对？ {#p1 .single}\n\n- [ ] 甲\n- [x] 乙\n\n> 乙对。\n\n### 数据的编码？ {#p2 .short}\n\n```answer\nUTF-8\n```\n\n> 是它。\n\n### 一半是多少？ {#p3 .numeric}\n\n```answer\n0.5\n```\n\n> 一半。\n";
const LESSON_EN: &str = "+++\ntitle = \"First lesson\"\nsummary = \"Cleaning\"\n+++\n\n## Begin\n\nCleaning makes data usable.\n\n### Which is right? {#p1 .single}\n\n- [ ] first\n- [x] second\n\n> The second.\n\n### The encoding of the data? {#p2 .short}\n\n```answer\nUTF-8\n```\n\n> That one.\n\n### How much is one half? {#p3 .numeric}\n\n```answer\n0.5\n```\n\n> One half.\n";
const EXAM: &str = "+++\ntitle = \"小考试\"\nkind = \"exam\"\nminutes = 30\npass = 60\nattempts = 2\nrelease = \"staff\"\nexplain = true\nshuffle = true\ncertificate = true\n\n[[draw]]\ntypes = [\"single\", \"multiple\", \"truefalse\", \"numeric\", \"short\", \"cloze\", \"ordering\", \"matching\"]\neasy = 8\npoints = 10\n\n[[draw]]\ntypes = [\"essay\"]\nmedium = 1\npoints = 20\n+++\n\n独立完成。\n";
const MOCK: &str = "+++\ntitle = \"小模拟\"\nkind = \"mock\"\nminutes = 10\npass = 60\nattempts = 0\nrelease = \"submit\"\nexplain = true\nshuffle = false\n\n[[draw]]\ntypes = [\"single\", \"truefalse\"]\neasy = 2\n+++\n\n试试看。\n";
/// Two items freely in ten minutes, three one by one in five, two in what is left.
const PARTS: &str = r#"+++
title = "分部分的模拟"
kind = "mock"
minutes = 40

[[section]]
title = "第一部分 选择"
minutes = 10

[[section.draw]]
types = ["single", "multiple"]
easy = 2

[[section]]
title = "第二部分 逐题"
minutes = 5
navigation = "linear"

[[section.draw]]
types = ["truefalse"]
easy = 1

[[section.draw]]
types = ["numeric"]
easy = 1

[[section.draw]]
types = ["short"]
easy = 1

[[section]]
title = "第三部分 综合"

[[section.draw]]
types = ["ordering", "matching"]
easy = 2
+++

依次作答，不能返回。
"#;
const PARTS_EN: &str = "+++\ntitle = \"Mock in parts\"\n\n[[section]]\ntitle = \"Part one: choices\"\n\n[[section]]\ntitle = \"Part two: one by one\"\n\n[[section]]\ntitle = \"Part three: all together\"\n+++\n\nNo way back.\n";

const BANK: &str = r#"+++
title = "题库"
function = "work"
difficulty = "easy"
use = "exam"
+++

### 一加一？ {#one .single points=1}

- [ ] 一
- [x] 二
- [ ] 三

> 二。

### 哪些是偶数？ {#two .multiple points=2}

- [x] 二
- [ ] 三
- [x] 四

> 二和四。

### 水是湿的。 {#three .truefalse}

- [x] 正确
- [ ] 错误

> 是。

### 一半是多少？ {#four .numeric}

```answer
0.5 ± 0.01
```

> 0.5。

### 交并比的缩写？ {#five .short}

```answer
IoU
交并比
```

> IoU。

### 填空 {#six .cloze}

先[[采集]]，再[[?清洗|丢弃|忘记]]。

> 采集，清洗。

### 排序 {#seven .ordering}

1. 甲
2. 乙
3. 丙

> 甲乙丙。

### 匹配 {#eight .matching}

| 左 | 右 |
|---|---|
| 一 | 1 |
| 二 | 2 |
| | 3 |

> 一一对应。

### 说说看 {#nine .essay points=10 difficulty=medium}

| 评分点 | 分值 | 说明 |
|---|---|---|
| 内容 | 6 | 说清楚 |
| 表达 | 4 | 写明白 |

> 范文。
"#;

const BANK_EN: &str = r#"+++
title = "Bank"
+++

### One and one? {#one .single}

- [ ] one
- [x] two
- [ ] three

> Two.

### Which are even? {#two .multiple}

- [x] two
- [ ] three
- [x] four

> Two and four.

### Water is wet. {#three .truefalse}

- [x] True
- [ ] False

> It is.

### How much is a half? {#four .numeric}

```answer
0.5 ± 0.01
```

> 0.5.

### Short for intersection over union? {#five .short}

```answer
IoU
```

> IoU.

### Fill in {#six .cloze}

First [[collect]], then [[?clean|drop|forget]].

> Collect, clean.

### Order {#seven .ordering}

1. first
2. second
3. third

> In order.

### Match {#eight .matching}

| left | right |
|---|---|
| one | 1 |
| two | 2 |
| | 3 |

> One to one.

### Say something {#nine .essay}

| Criterion | Points | Detail |
|---|---|---|
| Content | 6 | clear |
| Words | 4 | well put |

> A model answer.
"#;
