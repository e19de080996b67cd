//! What the marks of other tools look like within a line. Each answers for one text; the words for authors are in `foreign`.

use super::head;

/// Whether a text ends in `:name:` or `{name}`.
pub(super) fn role(words: &str) -> bool {
    let name = |name: &str| name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'));
    let colon = words.strip_suffix(':').and_then(|w| w.rsplit_once(':')).is_some_and(|(_, n)| name(n));
    colon || words.strip_suffix('}').and_then(|w| w.rsplit_once('{')).is_some_and(|(_, n)| name(n))
}

/// `(eq-1)` alone, the label of the formula that stands before it.
pub(super) fn label(words: &str) -> bool {
    let name = words.trim().strip_prefix('(').and_then(|w| w.strip_suffix(')'));
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
    })
}

/// `{{ … }}`, `{% … %}`, `{/* … */}`, `{props.title}`.
pub(super) fn template(words: &str) -> bool {
    let double = words.contains("{{") && words.contains("}}")
        || words.contains("{%") && words.contains("%}")
        || words.contains("<%") && words.contains("%>");
    double || words.contains("{/*") || expression(words)
}

/// `{props.title}`: names with full stops between, but not a part of an address (`/users/{user.id}`) or of `${a.b}`.
fn expression(words: &str) -> bool {
    let name = |t: &str| t.starts_with(|c: char| c.is_ascii_alphabetic()) && t.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    words.split('{').zip(words.split('{').skip(1)).any(|(before, rest)| {
        let inner = head(rest, 80).split_once('}').map_or("", |(inner, _)| inner);
        inner.contains('.') && inner.split('.').all(name) && !before.ends_with(['$', '/', '\\'])
    })
}

/// `{: .x}`, `{.x}`, `{#x}`, `{width=50%}`; right behind a link, a figure or code (`near`) with any key.
pub(super) fn braces(words: &str, near: bool) -> bool {
    words.split('{').skip(1).enumerate().any(|(i, rest)| {
        let Some((inner, _)) = head(rest, 200).split_once('}') else { return false };
        let mark = inner.trim_start_matches(':').trim_start();
        let letter = |t: &str| t.starts_with(|c: char| c.is_alphabetic());
        let near = near && i == 0 && words.starts_with('{');
        let pair = |(key, value): (&str, &str)| {
            let plain = value.starts_with(|c: char| c.is_ascii_graphic() && c != '=');
            plain && key.chars().all(|c| c.is_ascii_alphabetic() || c == '-') && (near || is_key(key))
        };
        inner.starts_with(':') && inner.contains(['.', '#', '='])
            || mark.strip_prefix(['.', '#']).is_some_and(letter)
            || letter(mark) && mark.split_once('=').is_some_and(pair)
            || super::quiz::is_format(rest)
    })
}

/// The attributes that tools read in braces; `{name=张三}` and `{x=1}` are words.
fn is_key(key: &str) -> bool {
    let known = "width height align class style id target rel loading title alt lang type caption start color size scale download hidden";
    known.split(' ').any(|k| k == key) || key.contains('-')
}

/// `[[…]]` that is not `a[[0]]` and no numbers in brackets, `[[1,2],[3,4]]`.
pub(crate) fn wiki(source: &str) -> bool {
    let mut before = None;
    let mut rest = source;
    while let Some((start, after)) = rest.split_once("[[") {
        before = start.chars().next_back().or(before);
        let line = head(after, 200).lines().next().unwrap_or_default();
        let inner = line.split_once("]]").map_or("", |(inner, _)| inner);
        let number = |t: &str| !t.trim().is_empty() && t.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e'));
        let numbers = inner.contains([',', '，']) && inner.split([',', '，']).all(number);
        if !inner.is_empty() && !numbers && !inner.contains(['[', ']']) && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\\') {
            return true;
        }
        rest = after;
        before = Some('[');
    }
    false
}

/// `\textbf{…}`, `\cite{…}` in a line.
pub(super) fn command(source: &str) -> bool {
    source.split('\\').skip(1).zip(source.split('\\')).enumerate().any(|(i, (rest, previous))| {
        // Nothing stands between two backslashes: the first one takes the meaning of the second away.
        let escaped = i > 0 && previous.is_empty();
        let name = rest.chars().take_while(char::is_ascii_alphabetic).count();
        name > 2 && !escaped && rest.get(name..).is_some_and(|t| t.starts_with('{'))
    })
}

/// `[@li2020]`, `^[a note]`, `@fig-plot`; a name in Chinese (`[@李四]`) and a power (`x^[2]`) are words.
pub(super) fn citation(words: &str) -> bool {
    let key = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let note = |rest: &str| {
        let inner = head(rest, 400).split_once(']').map_or("", |(inner, _)| inner);
        let wide = |c: char| c.is_alphabetic() && !c.is_ascii();
        inner.contains(wide) || (inner.contains(' ') && inner.contains(|c: char| c.is_ascii_alphabetic()))
    };
    let kind = |(before, rest): (&str, &str)| {
        let named =
            rest.split_once('-').filter(|(kind, _)| matches!(*kind, "fig" | "tbl" | "sec" | "eq" | "lst" | "thm" | "lem" | "def" | "exm"));
        named.is_some_and(|(_, name)| key(name)) && !before.ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    words.split("[@").skip(1).any(key) || words.split("^[").skip(1).any(note) || words.split('@').zip(words.split('@').skip(1)).any(kind)
}

/// `++ctrl+c++`, `++enter++`; `++count++` is a program's.
pub(super) fn keys(words: &str) -> bool {
    words.split("++").skip(1).zip(words.split("++").skip(2)).any(|(inner, _)| {
        let fits = |t: &str| !t.is_empty() && t.len() < 16 && t.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        inner.split('+').all(fits) && inner.split('+').any(is_key_name)
    })
}

fn is_key_name(name: &str) -> bool {
    let known = "ctrl control alt shift cmd command option win windows meta super enter return esc escape tab space backspace delete del \
                 insert home end page-up page-down pageup pagedown up down left right arrow-up arrow-down arrow-left arrow-right caps-lock \
                 print-screen fn";
    let lower = name.to_ascii_lowercase();
    let function = lower.strip_prefix('f').is_some_and(|n| n.len() < 3 && n.parse::<u8>().is_ok_and(|n| n > 0));
    function || known.split_whitespace().any(|k| k == lower)
}

/// `:smile:` between other words, not the time 10:30:00.
pub(super) fn emoji(words: &str) -> bool {
    let parts: Vec<&str> = words.split(':').collect();
    parts.windows(3).any(|w| {
        let name = w[1].starts_with(|c: char| c.is_ascii_lowercase()) && w[1].len() > 2;
        let name = name && w[1].chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
        let free = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
        name && free(w[0].chars().next_back()) && free(w[2].chars().next())
    })
}

/// `%%…%%`; `50%% 与 60%%` are numbers.
pub(super) fn hidden(words: &str) -> bool {
    let number = |at: usize| words.get(..at).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_alphanumeric()));
    let open = words.match_indices("%%").map(|(at, _)| at).find(|at| !number(*at));
    open.and_then(|at| words.get(at + 2..)).is_some_and(|rest| rest.contains("%%"))
}

/// `x^2^`, `H~2~O`: marks of Pandoc for what is raised or lowered. `2^10+2^20` are powers.
pub(super) fn raised(source: &str) -> bool {
    let triples = |mark: char| source.split(mark).zip(source.split(mark).skip(1)).zip(source.split(mark).skip(2));
    let short = |t: &str, fits: fn(char) -> bool| !t.is_empty() && t.len() < 13 && t.chars().all(fits);
    let index = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '(' | ')' | '[' | ']' | ',');
    let power = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | '{' | '-' | '\\');
    let up = triples('^').any(|((a, b), c)| a.ends_with(char::is_alphanumeric) && short(b, index) && !c.starts_with(power));
    up || triples('~').any(|((a, b), _)| a.ends_with(|c: char| c.is_ascii_alphabetic()) && short(b, |c| c.is_ascii_digit()))
}

/// `^^x^^`, marks of MkDocs for what was added; ` ^^ ` is a smile.
pub(super) fn inserted(words: &str) -> bool {
    let inner = words.split_once("^^").and_then(|(_, rest)| rest.split_once("^^")).map_or("", |(inner, _)| inner);
    let plain = |c: char| c.is_alphanumeric() || c == ' ';
    !inner.is_empty() && inner.trim() == inner && inner.len() < 100 && inner.chars().all(plain)
}

/// `[b]粗[/b]`, `[url=…]`: marks of forums.
pub(super) fn forum(words: &str) -> bool {
    let tags = ["b", "i", "u", "s", "url", "img", "quote", "code", "color", "size", "list", "center"];
    words.split("[/").skip(1).any(|rest| {
        let name = head(rest, 12).split_once(']').map_or("", |(name, _)| name);
        tags.contains(&name) && (words.contains(&format!("[{name}]")) || words.contains(&format!("[{name}=")))
    })
}

/// `((65f3a1b2-…))`, a reference of Logseq.
pub(super) fn reference(words: &str) -> bool {
    let id = |id: &str| id.len() == 36 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    words.split("((").skip(1).any(|rest| head(rest, 40).split_once("))").is_some_and(|(inner, _)| id(inner)))
}

/// `https://zh.wikipedia.org/wiki/数据清洗`: the link ends before the Chinese words, though its path goes on.
pub(super) fn address(words: &str) -> bool {
    words.split("://").skip(1).any(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len());
        let (path, after) = rest.split_at(end);
        let named = path.split('/').skip(1).any(|part| !part.is_empty());
        named && path.ends_with(['/', '=', '_', ':', '-', '#', '?', '&']) && after.starts_with(zhixing_domain::text::look::is_han)
    })
}

/// ` ^abc123` at the end of a line.
pub(super) fn block_id(words: &str) -> bool {
    let last = words.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    last.strip_prefix('^').is_some_and(|id| id.len() > 2 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// `{++ … ++}` and its like; `source` begins at the text and goes on.
pub(super) fn critic(words: &str, source: &str) -> bool {
    let pairs = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}"), ("{>>", "<<}")];
    let line = head(source, 2000);
    pairs.iter().any(|(open, close)| words.contains(open) && line.split_once(open).is_some_and(|(_, rest)| rest.contains(close)))
}

/// Code in a line that is to be run: `` `r nrow(x)` ``, `` `{python} x` ``.
pub(super) fn runs(code: &str) -> bool {
    let braced = code.strip_prefix('{').and_then(|c| c.split_once("} ")).map_or("", |(name, _)| name);
    matches!(braced, "r" | "python" | "julia" | "ojs") || code.strip_prefix("r ").is_some_and(|rest| rest.contains(['(', '$']))
}
