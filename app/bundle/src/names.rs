//! Short names for what the module and its glue call each other: wasm-bindgen ends each with sixteen digits of a hash, which no compression makes smaller.

use std::collections::BTreeMap;

const DIGITS: usize = 16;

/// Puts a number of as many digits in the place of each hash that both files name.
pub fn number(js: &str, mut wasm: Vec<u8>) -> (String, Vec<u8>) {
    let mut js = js.as_bytes().to_vec();
    let theirs: BTreeMap<[u8; DIGITS], ()> = hashes(&js).into_iter().map(|(_, hash)| (hash, ())).collect();
    let mut numbers = BTreeMap::new();
    for (_, hash) in hashes(&wasm).into_iter().filter(|(_, hash)| theirs.contains_key(hash)) {
        let next = numbers.len();
        numbers.entry(hash).or_insert(next);
    }
    for file in [&mut js, &mut wasm] {
        for (at, hash) in hashes(file) {
            if let Some(number) = numbers.get(&hash) {
                file[at..at + DIGITS].copy_from_slice(format!("{number:0DIGITS$x}").as_bytes());
            }
        }
    }
    (String::from_utf8_lossy(&js).into_owned(), wasm)
}

/// Where sixteen digits stand behind a `_`, and no further one after them.
fn hashes(file: &[u8]) -> Vec<(usize, [u8; DIGITS])> {
    let digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    let all = file.windows(DIGITS + 1).enumerate().filter(|(_, w)| w[0] == b'_' && w[1..].iter().all(|c| digit(*c)));
    all.filter(|(at, _)| !file.get(at + DIGITS + 1).is_some_and(|c| digit(*c)))
        .filter_map(|(at, w)| Some((at + 1, w[1..].try_into().ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_name_has_a_number_and_all_else_stays() {
        let js = "imports.__wbg_get_0123456789abcdef = 1; __wbg_set_fedcba9876543210; x_1111111111111111;";
        let wasm = b"\x02__wbg_set_fedcba9876543210\x00__wbg_get_0123456789abcdef\x00_22222222222222223".to_vec();
        let (js, wasm) = number(js, wasm);
        assert_eq!(js, "imports.__wbg_get_0000000000000001 = 1; __wbg_set_0000000000000000; x_1111111111111111;");
        assert_eq!(wasm, b"\x02__wbg_set_0000000000000000\x00__wbg_get_0000000000000001\x00_22222222222222223");
    }
}
