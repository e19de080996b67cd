//! Faults of front matter: TOML, keys and values.

use super::{Example, Suggestion, Words};

super::faults! {
    /// Faults of front matter.
    FrontFault
    NoFrontMatter { example: String } Error "no-front-matter"
        "文件开头没有 front matter" "第一行写 `+++`，接着写 `{example}` 等各行，再写一行 `+++`。"
        "the file has no front matter" "write `+++` on the first line, then lines such as `{example}`, then `+++` again.";
    YamlFrontMatter Error "yaml-front-matter"
        "front matter 要写在两行 `+++` 之间（TOML），不是 `---`（YAML）" "把两行 `---` 换成 `+++`，把 `键: 值` 改成 `键 = \"值\"`。"
        "front matter stands between two lines of `+++` (TOML), not `---` (YAML)" "replace both `---` by `+++`, and `key: value` by `key = \"value\"`.";
    UnclosedFrontMatter Error "unclosed-front-matter"
        "front matter 没有结束：缺少第二行 `+++`" "在最后一个键的下面加一行，只写 `+++`。"
        "the front matter does not end: the second line of `+++` is missing" "add a line with nothing but `+++` below the last key.";
    BadToml { detail: String, advice: Words } Error "bad-toml"
        "这一行不合 TOML 的写法（{detail}）" "{advice}"
        "this line is not TOML ({detail})" "{advice}";
    UnknownKey { key: String, known: Suggestion } Error "unknown-key"
        "没有 `{key}` 这个键" "{known}"
        "there is no key `{key}`" "{known}";
    MissingKey { key: String, example: Example } Error "missing-key"
        "缺少必须写的键 `{key}`" "在 front matter 里加一行：`{example}`"
        "the key `{key}` is missing" "add a line to the front matter: `{example}`";
    WrongType { key: String, wanted: Words, example: Example } Error "wrong-type"
        "`{key}` 的值应当是{wanted}" "写成：`{example}`"
        "the value of `{key}` should be {wanted}" "write: `{example}`";
    OutOfRange { key: String, value: String, range: String } Error "out-of-range"
        "`{key}` 的值 {value} 超出了范围" "写 {range} 之间的数。"
        "the value {value} of `{key}` is out of range" "write a number within {range}.";
    UnknownValue { key: String, value: String, known: Suggestion } Error "unknown-value"
        "`{key}` 不能是 `{value}`" "{known}"
        "`{key}` cannot be `{value}`" "{known}";
    UnknownStandard { slug: String, known: Suggestion } Error "unknown-standard"
        "没有名为 `{slug}` 的职业标准（`standards/{slug}.md`）" "{known}"
        "there is no standard `{slug}` (`standards/{slug}.md`)" "{known}";
    UnknownFunction { id: String, known: Suggestion } Error "unknown-function"
        "没有编号为 `{id}` 的职业功能" "{known}"
        "there is no function `{id}` at this level" "{known}";
    LocalTime { key: String, example: String } Error "local-time"
        "`{key}` 没有时区，说不清是哪一刻" "写出日期、时间和时区：`{example}`"
        "`{key}` has no offset from UTC, so the instant is not known" "write date, time and offset: `{example}`";
}
