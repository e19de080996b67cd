//! Pages, and the Markdown that they become.

use super::*;

fn text(html: &str) -> String {
    read(html, &mut |_| None).text
}

#[test]
fn a_page_becomes_a_lesson() {
    for (html, markdown) in [
        ("<h1>A</h1><p>x <b>bold</b> and <i>slanted</i></p><h2>B</h2><h3>C</h3>", "x **bold** and *slanted*\n\n## B\n\n### C"),
        ("<h1>A</h1><p>x</p><h1>B</h1><p>y</p>", "## A\n\nx\n\n## B\n\ny"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>", "- a\n  - b\n\n1. c"),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n\n> b\n\nc"),
        ("<pre><code class=\"language-Python\">x = 1\n# y</code></pre>", "```python\nx = 1\n# y\n```"),
        ("<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("<p>see <a href=\"https://x.org/a\">there</a> and <a href=\"/b\">here</a></p>", "see [there](https://x.org/a) and here"),
        ("<p>2 * 3 # [x] <script>evil()</script>$5</p>", "2 \\* 3 # \\[x\\] \\$5"),
        ("<!DOCTYPE html><html><head><style>p{}</style></head><body><x-y>a</x-y></body></html>", "a"),
    ] {
        assert_eq!(text(html), markdown, "{html}");
    }
}

#[test]
fn word_processors_and_their_ways_are_understood() {
    let word = "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>first</p>\
                <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>second</p><p>after<o:p></o:p></p>";
    assert_eq!(text(word), "1. first\n2. second\n\nafter");
    let google = "<b style=\"font-weight:normal;\" id=\"docs-internal-guid\"><p><span style=\"font-weight:700\">bold</span> plain</p></b>";
    assert_eq!(text(google), "**bold** plain");
    let maths = "<p>area <span class=\"katex\"><math><mi>S</mi><annotation encoding=\"application/x-tex\">S = \\pi r^2</annotation></math>\
        <span class=\"katex-html\">S=πr2</span></span></p>";
    assert_eq!(text(maths), "area $S = \\pi r^2$");
}

#[test]
fn what_is_hidden_hides_nothing_behind_it() {
    for (html, markdown) in [
        ("<img style=\"display:none\" src=a.png>b", "b"),
        ("<p>a<br style='display: none'>b</p>", "ab"),
        ("<p style=\"display:none\">a<p>b", "b"),
        ("<p style=\"display:none\">a<b>x</b><ul><li>b</ul>", "- b"),
        ("<div><p style=\"display:none\">a</div>b", "b"),
        ("<ul><li style=\"display:none\">a<ul><li>x</ul><li>b</ul>c", "- b\n\nc"),
        ("<table><tr><th>a<th style=\"display:none\">x<th>b<tr><td>1<td>2</table>", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("<div><span style=\"display:none\">a</div>b", "b"),
        ("<nav><div><p>a</div><nav>x</nav></nav>b", "b"),
        ("<div style=\"display:none\"><div>a</div><p>x</div>b", "b"),
    ] {
        assert_eq!(text(html), markdown, "{html}");
    }
}

#[test]
fn what_is_left_out_is_counted_and_costs_no_more_than_its_length() {
    let page = read("<title> T </title><script>x</script><iframe></iframe><img src=a.png alt=\"a dog\"><button>b</button>", &mut |_| None);
    assert_eq!((page.title.as_str(), page.text.as_str()), ("T", "a dog"));
    let left = [LeftOut::Script, LeftOut::Frame, LeftOut::Form, LeftOut::Picture].map(|what| (what, 1));
    assert_eq!(page.left, BTreeMap::from(left));
    for tag in [
        "div",
        "blockquote",
        "span style='font-weight:700'",
        "ul><li",
        "table><tr><td",
        "h2",
        "math",
        "nav",
        "p style='mso-list:l0 level9'",
    ] {
        assert!(text(&format!("<{tag}>").repeat(20_000)).len() < 1_000_000, "{tag}");
    }
}
