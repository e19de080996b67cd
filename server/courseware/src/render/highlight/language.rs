//! What the scanner needs to know of each language.

/// The marks of a language.
pub(super) struct Language {
    pub line_comments: &'static [&'static str],
    pub block_comment: Option<(&'static str, &'static str)>,
    /// Longer ones first.
    pub quotes: &'static [&'static str],
    /// A quote within a string is written twice.
    pub doubled: bool,
    pub keywords: &'static [&'static str],
    pub types: &'static [&'static str],
    /// Parts key and value.
    pub key_sign: Option<char>,
    pub operators: bool,
    /// A word before a parenthesis is a call.
    pub calls: bool,
    pub any_case: bool,
    pub capital_types: bool,
    pub dollar: bool,
    pub dashed: bool,
    /// A comment begins only after a space.
    pub spaced_comment: bool,
}

const PLAIN: Language = Language {
    line_comments: &[],
    block_comment: None,
    quotes: &["\""],
    doubled: false,
    keywords: &["true", "false", "null"],
    types: &[],
    key_sign: None,
    operators: false,
    calls: false,
    any_case: false,
    capital_types: false,
    dollar: false,
    dashed: false,
    spaced_comment: false,
};

static PYTHON: Language = Language {
    line_comments: &["#"],
    quotes: &["\"\"\"", "'''", "\"", "'"],
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "False", "finally",
        "for", "from", "global", "if", "import", "in", "is", "lambda", "None", "nonlocal", "not", "or", "pass", "raise", "return", "True",
        "try", "while", "with", "yield",
    ],
    types: &["bool", "bytes", "dict", "float", "int", "list", "set", "str", "tuple"],
    operators: true,
    calls: true,
    ..PLAIN
};

static JSON: Language = Language { key_sign: Some(':'), ..PLAIN };

static SQL: Language = Language {
    line_comments: &["--"],
    block_comment: Some(("/*", "*/")),
    quotes: &["'", "\""],
    doubled: true,
    keywords: &[
        "all",
        "alter",
        "and",
        "as",
        "asc",
        "avg",
        "between",
        "by",
        "case",
        "check",
        "count",
        "create",
        "cross",
        "default",
        "delete",
        "desc",
        "distinct",
        "drop",
        "else",
        "end",
        "exists",
        "foreign",
        "from",
        "full",
        "group",
        "having",
        "if",
        "in",
        "index",
        "inner",
        "insert",
        "into",
        "is",
        "join",
        "key",
        "left",
        "like",
        "limit",
        "max",
        "min",
        "not",
        "null",
        "offset",
        "on",
        "or",
        "order",
        "outer",
        "over",
        "partition",
        "primary",
        "references",
        "right",
        "select",
        "set",
        "sum",
        "table",
        "then",
        "union",
        "unique",
        "update",
        "using",
        "values",
        "view",
        "when",
        "where",
        "with",
    ],
    types: &[
        "bigint",
        "blob",
        "boolean",
        "char",
        "date",
        "decimal",
        "float",
        "int",
        "integer",
        "numeric",
        "real",
        "text",
        "timestamp",
        "varchar",
    ],
    operators: true,
    calls: true,
    any_case: true,
    ..PLAIN
};

static BASH: Language = Language {
    line_comments: &["#"],
    quotes: &["\"", "'"],
    keywords: &[
        "case", "do", "done", "elif", "else", "esac", "exit", "export", "fi", "for", "function", "if", "in", "local", "return", "set",
        "then", "unset", "until", "while",
    ],
    types: &["cat", "cd", "cp", "curl", "echo", "grep", "head", "ls", "mkdir", "mv", "pip", "python", "rm", "sed", "sort", "tail", "wc"],
    dollar: true,
    dashed: true,
    spaced_comment: true,
    ..PLAIN
};

static TOML: Language =
    Language { line_comments: &["#"], quotes: &["\"\"\"", "'''", "\"", "'"], key_sign: Some('='), dashed: true, ..PLAIN };

static YAML: Language = Language {
    line_comments: &["#"],
    quotes: &["\"", "'"],
    keywords: &["true", "false", "null", "yes", "no"],
    key_sign: Some(':'),
    dashed: true,
    spaced_comment: true,
    ..PLAIN
};

static CSV: Language = Language { doubled: true, keywords: &[], ..PLAIN };

static RUST: Language = Language {
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    keywords: &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn", "for", "if", "impl",
        "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
        "type", "unsafe", "use", "where", "while",
    ],
    types: &["bool", "char", "f32", "f64", "i16", "i32", "i64", "i8", "isize", "str", "u16", "u32", "u64", "u8", "usize"],
    operators: true,
    calls: true,
    capital_types: true,
    ..PLAIN
};

/// Nothing for a language that is not coloured.
pub(super) fn language(name: &str) -> Option<&'static Language> {
    Some(match name {
        "python" => &PYTHON,
        "json" => &JSON,
        "sql" => &SQL,
        "bash" => &BASH,
        "toml" => &TOML,
        "yaml" => &YAML,
        "csv" => &CSV,
        "rust" => &RUST,
        _ => return None,
    })
}
