//! What a lesson looks like as HTML.

use crate::support::HEAD;
use zhixing_courseware::{Files, read};
use zhixing_domain::{
    course::{Lesson, Piece},
    lang::Lang,
};

/// A lesson with this text, and a second one to link to.
fn lesson(zh: &str, en: &str) -> Lesson {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 310\"/>";
    let mut files: Files =
        [("course/course.md", format!("{HEAD}+++\n")), ("course/course.en.md", format!("{HEAD}+++\n"))].into_iter().collect();
    files.insert("course/010-first.md", format!("{HEAD}minutes = 5\n+++\n{zh}"));
    files.insert("course/010-first.en.md", format!("{HEAD}+++\n{en}"));
    files.insert("course/020-second.md", format!("{HEAD}minutes = 5\n+++\n\n## 结尾 {{#end}}\n"));
    files.insert("course/media/a.svg", svg);
    let (library, problems) = read(&files);
    let errors: Vec<String> = problems
        .iter()
        .filter(|p| !["missing-twin", "unused-media", "twin-headings"].contains(&p.code()))
        .map(|p| p.text(Lang::En))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    library.courses[0].lessons[0].clone()
}

fn html(lesson: &Lesson, lang: Lang) -> String {
    let prose = |piece: &Piece| if let Piece::Prose(html) = piece { html.as_str().to_string() } else { String::new() };
    lesson.body.get(lang).pieces.iter().map(prose).collect()
}

#[test]
fn every_part_of_the_manual_has_its_html() {
    for (markdown, expected) in [
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("第一行，\n**第二**行\n“引”", "<p>第一行，<strong>第二</strong>行“引”</p>"),
        ("中文\nEnglish\nwords", "<p>中文\nEnglish\nwords</p>"),
        ("a & b < c \"d\"", "<p>a &amp; b &lt; c \"d\"</p>"),
        ("~~删~~ *斜* `码`", "<p><del>删</del> <em>斜</em> <code>码</code></p>"),
        ("[外](https://example.org/?a=1&b=2)", "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\">外</a>"),
        ("[信](mailto:a@example.org)", "<a href=\"mailto:a@example.org\">信</a>"),
        (
            "[课](020-second.md) [节](020-second.md#end)",
            "<a href=\"/courses/course/second\">课</a> <a href=\"/courses/course/second#end\">节</a>",
        ),
        ("## 先问 清\n\n[到](#先问-清)", "<h2 id=\"先问-清\">先问 清</h2>\n<p><a href=\"#先问-清\">到</a></p>"),
        ("## 同\n\n## 同\n\n### 自 {#own}", "<h2 id=\"同\">同</h2>\n<h2 id=\"同-2\">同</h2>\n<h3 id=\"own\">自</h3>"),
        (
            "> [!WARNING]\n> 小心。",
            "<aside class=\"callout callout--warning\" role=\"note\"><p class=\"callout__title\">注意</p>\n<p>小心。</p>\n</aside>",
        ),
        ("> 引文", "<blockquote>\n<p>引文</p>\n</blockquote>"),
        ("- [x] 做了\n- [ ] 没做", "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\"> 做了</li>"),
        ("3. 三\n4. 四", "<ol start=\"3\">\n<li>三</li>\n<li>四</li>\n</ol>"),
        (
            "```python\nprint('x')\n```",
            "<pre class=\"code\" tabindex=\"0\"><code class=\"language-python\"><span class=\"hl-function\">print</span>(<span class=\"hl-string\">'x'</span>)\n</code></pre>",
        ),
        ("$a^2$", "<math><msup><mi>a</mi><mn>2</mn></msup></math>"),
        ("$`a^2`$", "<math><msup><mi>a</mi><mn>2</mn></msup></math>"),
        ("$$a$$", "<math display=\"block\"><mi>a</mi></math>"),
        ("<!-- 给同事的话 -->\n\n甲<!-- 也是 -->乙", "<p>甲乙</p>"),
        ("按 <kbd>Ctrl</kbd>+<kbd>C</kbd>，H<sub>2</sub>O，一<br>二", "<p>按 <kbd>Ctrl</kbd>+<kbd>C</kbd>，H<sub>2</sub>O，一<br>二</p>"),
        (
            "> [!FOLD] 看 **答案**\n> 先做。\n>\n> - 四",
            "<details class=\"fold\"><summary>看 <strong>答案</strong></summary>\n<p>先做。</p>\n<ul>\n<li>四</li>\n</ul>\n</details>",
        ),
        ("> [!FOLD]\n> 文", "<details class=\"fold\"><summary>展开</summary>\n<p>文</p>\n</details>"),
        (
            "<details>\n<summary><b>讲稿</b> &amp; 注</summary>\n\n*文*\n\n</details>\n\n后",
            "<details class=\"fold\"><summary>讲稿 &amp; 注</summary>\n<p><em>文</em></p>\n</details>\n<p>后</p>",
        ),
        (
            "<details open>\n\n<summary>甲</summary>\n\n文\n\n</details>",
            "<details class=\"fold\" open=\"\"><summary>甲</summary>\n<p>文</p>\n</details>",
        ),
        ("<details>\n\n文\n\n</details>", "<details class=\"fold\"><summary>展开</summary>\n<p>文</p>\n</details>"),
        ("表：各月*价目*\n\n| 月 |\n|---|\n| 一 |", "aria-label=\"表格：各月价目\"><table>\n<caption>各月<em>价目</em></caption>\n<thead>"),
        ("表 2：价目\n\n| 月 |\n|---|\n| 一 |", "<caption>表 2：价目</caption>"),
        ("见 https://example.org/a（中文）。", "见 <a href=\"https://example.org/a\" rel=\"noopener\">https://example.org/a</a>（中文）。"),
        ("约3~5天，共10~20人", "<p>约3~5天，共10~20人</p>"),
        ("见 $\\eqref{a}$\n\n$$x \\label{a}$$", "<p>见 <a href=\"#eq-a\" class=\"equation-ref\">(1)</a></p>"),
        ("$$x \\tag{7}$$", "<mtd class=\"math-side math-right\"><mtext>(7)</mtext></mtd>"),
        ("$\\overline{AB}$", "<math><mrow class=\"math-overline\"><mrow><mi>A</mi><mi>B</mi></mrow></mrow></math>"),
        ("速度 $速度 = \\frac{a}{b}$", "<mi>速</mi>"),
    ] {
        let got = html(&lesson(&format!("\n{markdown}\n"), ""), Lang::Zh);
        assert!(got.contains(expected), "{markdown}\ngave {got}\ninstead of {expected}");
    }
}

#[test]
fn tables_scroll_by_themselves_and_are_aligned_by_classes() {
    let got = html(&lesson("\n## 价目\n\n| 名 | 价 |\n|---|--:|\n| 甲 | 1 |\n", ""), Lang::Zh);
    let table = "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"表格：价目\"><table>\n<thead><tr><th scope=\"col\">名</th>\
                 <th scope=\"col\" class=\"align-right\">价</th></tr></thead><tbody>\n<tr><td>甲</td><td class=\"align-right\">1</td></tr>\n</tbody></table></div>";
    assert!(got.contains(table) && !got.contains("style="), "{got}");
}

#[test]
fn an_image_alone_is_a_figure_with_its_size_and_an_address_that_changes_with_it() {
    let got = html(&lesson("\n![两条 \"线\"](media/a.svg \"说明\")\n\n句中的 ![点](media/a.svg)\n", ""), Lang::Zh);
    let img =
        |alt: &str| format!("<img src=\"/media/course/a.svg?v=3e4c4fd3\" alt=\"{alt}\" loading=\"lazy\" width=\"400\" height=\"310\">");
    let hash = got.split("?v=").nth(1).and_then(|h| h.split('"').next()).unwrap();
    let img = |alt: &str| img(alt).replace("3e4c4fd3", hash);
    assert_eq!(hash.len(), 8);
    // and leads to its full size
    let linked = format!(
        "<figure><a href=\"/media/course/a.svg?v={hash}\">{}</a><figcaption>说明</figcaption></figure>",
        img("两条 &quot;线&quot;")
    );
    assert!(got.contains(&linked), "{got}");
    assert!(got.contains(&format!("<p>句中的 {}</p>", img("点"))), "{got}");
}

#[test]
fn footnotes_are_numbered_by_mention_and_lead_back() {
    let got = html(&lesson("\n甲[^b]乙[^a]丙[^b]。\n\n[^a]: 第一。\n[^b]: 第二。\n", ""), Lang::Zh);
    assert!(
        got.contains(
            "甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" aria-label=\"注释 1\">1</a></sup>"
        ),
        "{got}"
    );
    assert!(got.contains("id=\"fnref-1-2\""), "{got}");
    let note = "<li id=\"fn-1\"><p>第二。 <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到正文\">↩</a> \
                <a href=\"#fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到正文\">↩</a></p></li>";
    assert!(got.contains(note), "{got}");
}

#[test]
fn practice_parts_the_prose_and_ends_at_a_heading_or_rule() {
    let item = |id: &str, word: &str| format!("### {word} {{#{id} .short}}\n\n```answer\nx\n```\n\n> {word}。\n\n");
    let text = |word: &str, tip: &str| {
        format!(
            "\n{word}一\n\n{}---\n\n{word}二\n\n{}{}## {word}三\n\n> [!TIP]\n> {tip}\n",
            item("p1", word),
            item("p2", word),
            item("p3", word)
        )
    };
    let lesson = lesson(&text("文", "提"), &text("text", "tip"));
    for (lang, word) in [(Lang::Zh, "文"), (Lang::En, "text")] {
        let body = lesson.body.get(lang);
        let pieces: Vec<String> =
            body.pieces.iter().map(|p| if let Piece::Practice(key) = p { key.clone() } else { "prose".into() }).collect();
        assert_eq!(pieces, ["prose", "p1", "prose", "p2", "p3", "prose"]);
        assert_eq!(body.toc.iter().map(|h| (h.text.as_str(), h.depth)).collect::<Vec<_>>(), [(format!("{word}三").as_str(), 2)]);
        assert!(body.text.contains(&format!("{word}二")) && !body.text.contains('<'), "{}", body.text);
    }
    assert!(html(&lesson, Lang::En).contains("<p class=\"callout__title\">Tip</p>"));
    assert!(!html(&lesson, Lang::Zh).contains("<hr>"));
}

#[test]
fn what_is_folded_commented_or_numbered_is_the_same_in_english() {
    let text =
        "\n> [!FOLD]\n> a\n\nTable: prices\n\n| a |\n|---|\n| 1 |\n\n<!-- no -->\n\n$$x \\label{e}$$\n\nSee $\\ref{e}$, [it](#eq-e).\n";
    let got = html(&lesson(text, text), Lang::En);
    for part in [
        "<summary>More</summary>",
        "aria-label=\"Table: prices\"",
        "<caption>prices</caption>",
        "id=\"eq-e\"",
        "class=\"equation-ref\">(1)</a>",
    ] {
        assert!(got.contains(part), "{part}: {got}");
    }
    assert!(!got.contains("no -->"));
}

#[test]
fn money_is_shown_as_it_was_written() {
    let files: Files = [
        ("course/course.md", format!("{HEAD}+++\n")),
        (
            "course/010-first.md",
            format!("{HEAD}minutes = 5\n+++\n\n定价$30元，会员$20元；$7-$9；$USER和$SHELL；$A$1；倍数 $k$ 和 $\\times$2。\n"),
        ),
    ]
    .into_iter()
    .collect();
    let (library, problems) = read(&files);
    let got = html(&library.courses[0].lessons[0], Lang::Zh);
    assert!(got.contains("定价$30元，会员$20元；$7-$9；$USER和$SHELL；$A$1；倍数 <math>"), "{got}");
    let told: Vec<(&str, usize)> = problems.iter().filter(|p| p.code() == "money-as-maths").map(|p| (p.code(), p.line)).collect();
    assert_eq!(told, [("money-as-maths", 7)], "once for the line");
}

#[test]
fn a_hundred_equal_warnings_are_one_with_their_number() {
    let files: Files = [
        ("course/course.md", format!("{HEAD}+++\n")),
        ("course/010-first.md", format!("{HEAD}minutes = 5\n+++\n\n{}", "```julia\nx\n```\n\n::: note\n\n".repeat(100))),
    ]
    .into_iter()
    .collect();
    let problems: Vec<_> = read(&files).1.into_iter().filter(|p| p.path.ends_with("first.md") && p.code() != "missing-twin").collect();
    assert_eq!(
        problems.iter().map(|p| (p.code(), p.line, p.count())).collect::<Vec<_>>(),
        [("unknown-language", 7, 100), ("foreign-syntax", 11, 100)]
    );
    let text = problems[0].text(Lang::En);
    assert!(text.contains("(and 99 times more, on lines 13, 19, 25, 31, 37, 43, 49, 55, …)"), "{text}");
    assert_eq!(text.lines().count(), 2);
}
