// The lesson that the pictures of the guide show, in both languages.

export const DRAWING = `<svg viewBox="0 0 320 150" xmlns="http://www.w3.org/2000/svg">
<rect width="320" height="150" fill="#f4f6f4"/>
<rect x="70" y="20" width="60" height="110" fill="#8fa8a0"/><rect x="190" y="42" width="60" height="88" fill="#2f6f5e"/>
<line x1="40" y1="130" x2="280" y2="130" stroke="#41525a" stroke-width="2"/>
<g font-family="sans-serif" font-size="13" fill="#1f2d33" text-anchor="middle"><text x="100" y="15">120</text><text x="220" y="37">96</text></g>
</svg>
`;

const lesson = ({ title, summary, heads, words, alt, caption, table, rate, item }, attributes) => `+++
title = "${title}"
summary = "${summary}"
${attributes.minutes}+++

## ${heads[0]}

${words}

![${alt}](media/rows.svg "${caption}")

## ${heads[1]}

| ${table[0]} | ${table[1]} |
|---|---|
| ${table[2]} | ${table[3]} |
| ${table[4]} | ${table[5]} |

${rate} $r = \\frac{n_0}{n}$

### ${item.stem} {#q-two .single}

${item.options.map((option, at) => `- [${at ? " " : "x"}] ${option}`).join("\n")}

> ${item.why}
`;

function told(parts, attributes) {
  const { course, about, item } = parts;
  const text = lesson(parts, attributes);
  return { course, about, text, words: parts.words.slice(0, 8).split("*")[0], alt: parts.alt, caption: parts.caption, table: parts.table, ...item };
}

export const ZH = told(
  {
    course: "数据清洗",
    about: "看出数据哪里不对，把它改对。",
    title: "缺失值",
    summary: "看出缺了什么，决定补还是删。",
    heads: ["先数一数", "补还是删"],
    words: "动手之前，先数每一列**空着的格子**有多少。",
    alt: "柱状图：清洗前 120 行，清洗后 96 行",
    caption: "图 1 清洗前后的行数",
    table: ["缺多少", "怎么办", "很少", "删去这几行", "不少", "用中位数补"],
    rate: "缺失率是",
    item: { stem: "一列缺了 2%，最简单的办法是什么？", options: ["删去这几行", "删去这一列", "全部重采"], why: "缺得很少，删几行影响不大。" },
  },
  { minutes: "minutes = 30\n" },
);

export const EN = told(
  {
    course: "Cleaning data",
    about: "See what is wrong with data and put it right.",
    title: "Missing values",
    summary: "See what is missing, then fill it in or drop it.",
    heads: ["Count first", "Fill in or drop"],
    words: "Before you change anything, count the **empty cells** of each column.",
    alt: "Two bars: 120 rows before cleaning, 96 after",
    caption: "Fig. 1 Rows before and after",
    table: ["Missing", "What to do", "a few", "drop those rows", "many", "fill in the median"],
    rate: "The share that is missing is",
    item: {
      stem: "A column lacks 2 %. What is the simplest thing to do?",
      options: ["Drop those rows", "Drop the column", "Collect everything again"],
      why: "So few rows change little.",
    },
  },
  { minutes: "" },
);
