//! In which order options and entries are printed.

use zhixing_domain::digest::sha256_hex;

/// The places of `texts` by their digests with the stem: no hint at the key, and the same on every day.
pub fn order(stem: &str, texts: &[&str]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_cached_key(|place| sha256_hex(format!("{stem}\n{place}\n{}", texts.get(*place).unwrap_or(&"")).as_bytes()));
    order
}

/// The same, but never as they are given: that would be the answer.
pub fn disorder(stem: &str, texts: &[&str]) -> Vec<usize> {
    let mut order = order(stem, texts);
    if order.is_sorted() {
        order.rotate_left(1.min(texts.len()));
    }
    order
}

/// `A`, `B`, …, `Z`, `AA`, `BB`.
pub fn letter(n: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    letter.to_string().repeat(n / 26 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_the_same_each_time_holds_all_and_is_not_the_one_that_is_right() {
        let texts = ["一", "二", "三", "四"];
        assert_eq!(order("x", &texts), order("x", &texts));
        for n in 0..200 {
            let stem = n.to_string();
            for few in [&texts[..2], &texts[..3], &texts[..]] {
                let mut order = disorder(&stem, few);
                assert!(!order.is_sorted(), "{order:?}");
                order.sort_unstable();
                assert_eq!(order, (0..few.len()).collect::<Vec<_>>());
            }
        }
        assert!(disorder("x", &[]).is_empty());
        assert_eq!([0, 25, 26].map(letter), ["A", "Z", "AA"]);
    }
}
