//! Pages of any making: the reader comes to an end, and writes no more than it read, in letters that a file can hold.

use proptest::{collection::vec, prelude::*, sample::select};
use zhixing_interchange::{Bundle, page};

const PARTS: [&str; 40] = [
    "<h1>",
    "</h1>",
    "<h3>",
    "</h3>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<span style='font-weight:700'>",
    "</span>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<pre>",
    "</pre>",
    "<code class='language-c'>",
    "</code>",
    "<blockquote>",
    "</blockquote>",
    "<a href='https://x.org'>",
    "</a>",
    "<math>",
    "<annotation encoding='application/x-tex'>",
    "</math>",
    "<p style='mso-list:l0 level2'>",
    "<span style='mso-list:Ignore'>1.",
    "<script>alert(1)</script>",
    "<nav>",
    "<note n='1'>",
    "words",
    "# `x` | *y* <z> $a$ [b] &lt;script&gt;",
    "数据。\n\n",
    "\u{0}\u{fffc}\u{fdd0}",
];

proptest! {
    #[test]
    fn any_page_becomes_words(parts in vec(select(&PARTS[..]), 0..60)) {
        let html = parts.concat();
        let lesson = page(&html, &Bundle::default());
        prop_assert!(!lesson.text.contains(['\u{0}', '\u{fdd0}', '\u{fdd1}']), "{html}");
        prop_assert!(lesson.text.len() <= html.len() * 8 + 64, "{html}");
    }
}
