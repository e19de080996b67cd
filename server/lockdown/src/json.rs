//! SEB-JSON, the text whose digest is the Config Key: keys sorted without regard to case, no white space, nothing escaped.
//!
//! It is no JSON: a backslash or a quotation mark within a text stands as it is. Never parse it.

use crate::{
    plist::{Dict, Value},
    real,
};
use std::cmp::Ordering;

/// What becomes of a quotation mark within a text: the rules say nothing is escaped, the Windows client escapes this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    AsTheyAre,
    Escaped,
}

/// Changes with every save by another version, so it is no part of the settings.
const ORIGINATOR: &str = "originatorVersion";

pub(crate) fn write(settings: &Dict, quotes: Quotes) -> String {
    let mut out = String::new();
    let own = settings.iter().filter(|(key, _)| *key != ORIGINATOR);
    dict(own.collect(), quotes, &mut out);
    out
}

fn dict(mut entries: Vec<(&String, &Value)>, quotes: Quotes, out: &mut String) {
    entries.retain(|(_, value)| !is_empty_dict(value));
    entries.sort_by(|a, b| order(a.0, b.0));
    out.push('{');
    for (n, (key, value)) in entries.into_iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        text(key, quotes, out);
        out.push(':');
        write_value(value, quotes, out);
    }
    out.push('}');
}

/// Without regard to case; of two that differ only there, the lower case comes first (`allowWlan`, `allowWLAN`).
fn order(a: &str, b: &str) -> Ordering {
    let folded = |s: &str| s.chars().flat_map(char::to_lowercase).collect::<String>();
    folded(a).cmp(&folded(b)).then_with(|| b.cmp(a))
}

fn is_empty_dict(value: &Value) -> bool {
    matches!(value, Value::Dict(entries) if entries.values().all(is_empty_dict))
}

fn write_value(value: &Value, quotes: Quotes, out: &mut String) {
    match value {
        Value::Dict(entries) => dict(entries.iter().collect(), quotes, out),
        Value::List(values) => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_value(value, quotes, out);
            }
            out.push(']');
        }
        Value::Text(words) => text(words, quotes, out),
        Value::Data(words) | Value::Date(words) => text(words, Quotes::AsTheyAre, out),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Real(number) => out.push_str(&real::print(*number)),
        Value::Truth(truth) => out.push_str(if *truth { "true" } else { "false" }),
    }
}

fn text(words: &str, quotes: Quotes, out: &mut String) {
    out.push('"');
    match quotes {
        Quotes::AsTheyAre => out.push_str(words),
        Quotes::Escaped => out.push_str(&words.replace('"', "\\\"")),
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use crate::Settings;

    fn json(body: &str) -> String {
        Settings::read(format!("<plist version=\"1.0\"><dict>{body}</dict></plist>").as_bytes()).unwrap().to_json()
    }

    #[test]
    fn keys_are_sorted_without_regard_to_case() {
        let body = "<key>b</key><true/><key>allowWLAN</key><true/><key>C</key><false/><key>allowWlan</key><true/><key>A</key><true/>";
        assert_eq!(json(body), r#"{"A":true,"allowWlan":true,"allowWLAN":true,"b":true,"C":false}"#);
    }

    #[test]
    fn what_stays_out_stays_out() {
        let body = "<key>originatorVersion</key><string>SEB</string><key>e</key><dict><key>f</key><dict/></dict><key>l</key><array><dict/></array>";
        assert_eq!(json(body), r#"{"l":[{}]}"#);
    }

    #[test]
    fn values_print_exactly() {
        let body = "<key>a</key><integer>-7</integer><key>b</key><real>2.50</real><key>c</key><date>1940-10-09T22:13:56Z</date>\
                    <key>d</key><data>\n\tAAEC\n</data><key>e</key><string>ws:\\host \"x\" &lt;&amp;&#x4e2d;</string>\
                    <key>f</key><dict><key>z</key><string/><key>Y</key><array><integer>1</integer><string> 2 </string></array></dict>";
        assert_eq!(
            json(body),
            "{\"a\":-7,\"b\":2.5,\"c\":\"1940-10-09T22:13:56Z\",\"d\":\"AAEC\",\"e\":\"ws:\\host \"x\" <&中\",\"f\":{\"Y\":[1,\" 2 \"],\"z\":\"\"}}"
        );
    }
}
