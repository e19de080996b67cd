//! The marks of Markdown on one page: what is written, and what is seen of it.

use leptos::prelude::*;
use zhixing_app::i18n::{guide as words, workshop};
use zhixing_domain::lang::Lang;
use zhixing_shell::html::{IntoMarkup, Markup};

/// What is written, and what of it is seen as HTML; in Chinese and in English.
const ROWS: [[(&str, &str); 2]; 10] = [
    [("## 第一节", "<h2>第一节</h2>"), ("## First part", "<h2>First part</h2>")],
    [
        ("一段话。\n\n空一行，就是新的一段。", "<p>一段话。</p><p>空一行，就是新的一段。</p>"),
        ("A paragraph.\n\nAn empty line begins a new one.", "<p>A paragraph.</p><p>An empty line begins a new one.</p>"),
    ],
    [("这是**重点**。", "<p>这是<strong>重点</strong>。</p>"), ("This is **important**.", "<p>This is <strong>important</strong>.</p>")],
    [
        ("- 采集\n- 清洗\n- 标注", "<ul><li>采集</li><li>清洗</li><li>标注</li></ul>"),
        ("- collect\n- clean\n- label", "<ul><li>collect</li><li>clean</li><li>label</li></ul>"),
    ],
    [
        ("1. 先保存\n2. 再发布", "<ol><li>先保存</li><li>再发布</li></ol>"),
        ("1. save\n2. publish", "<ol><li>save</li><li>publish</li></ol>"),
    ],
    [
        (
            "| 格式 | 用途 |\n|---|---|\n| CSV | 表格 |",
            "<table class=\"table\"><thead><tr><th>格式</th><th>用途</th></tr></thead><tbody><tr><td>CSV</td><td>表格</td></tr></tbody></table>",
        ),
        (
            "| format | use |\n|---|---|\n| CSV | tables |",
            "<table class=\"table\"><thead><tr><th>format</th><th>use</th></tr></thead><tbody><tr><td>CSV</td><td>tables</td></tr></tbody></table>",
        ),
    ],
    [
        ("> [!TIP]\n> 先备份，再清洗。", "<blockquote><p>先备份，再清洗。</p></blockquote>"),
        ("> [!TIP]\n> Back up before you clean.", "<blockquote><p>Back up before you clean.</p></blockquote>"),
    ],
    [
        ("见[第二课](020-name.md)", "<p>见<span class=\"soft\">第二课</span></p>"),
        ("See [lesson two](020-name.md)", "<p>See <span class=\"soft\">lesson two</span></p>"),
    ],
    [
        ("圆面积 $S = \\pi r^2$", "<p>圆面积 <math><mi>S</mi><mo>=</mo><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math></p>"),
        ("Area $S = \\pi r^2$", "<p>Area <math><mi>S</mi><mo>=</mo><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math></p>"),
    ],
    [
        (
            "### 哪个是表格文件？ {#q-csv .single}\n\n- [x] data.csv\n- [ ] photo.png\n\n> CSV 一行是一条记录。",
            "<p>哪个是表格文件？</p><ul><li>A data.csv</li><li>B photo.png</li></ul>",
        ),
        (
            "### Which is a table? {#q-csv .single}\n\n- [x] data.csv\n- [ ] photo.png\n\n> A line of CSV is a record.",
            "<p>Which is a table?</p><ul><li>A data.csv</li><li>B photo.png</li></ul>",
        ),
    ],
];

pub(super) fn section(lang: Lang) -> Markup {
    let rows: Vec<_> = ROWS.iter().map(|row| row[usize::from(lang == Lang::En)]).map(row).collect();
    view! {
        <section class="stack" aria-labelledby="marks">
            <h2 id="marks">{words::marks(lang)}</h2>
            <p class="measure">{words::marks_lead(lang)}</p>
            <div class="table-frame" role="group" tabindex="0" aria-labelledby="marks">
                <table class="table guide">
                    <thead><tr><th scope="col">{workshop::you_write(lang)}</th><th scope="col">{workshop::they_see(lang)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="soft measure">{workshop::guide_more(lang)}</p>
        </section>
    }
    .into_markup()
}

fn row((written, seen): (&'static str, &'static str)) -> impl IntoView {
    view! { <tr><td><pre class="guide__text">{written}</pre></td><td><div class="prose" inner_html=seen></div></td></tr> }
}
