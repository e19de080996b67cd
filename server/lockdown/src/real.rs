//! A real number as both clients print it: fifteen significant digits, without the zeros at the end, an exponent where it is shorter (`%.15G`).

/// Digits that both clients keep.
const DIGITS: i32 = 15;

pub(crate) fn print(number: f64) -> String {
    if number == 0.0 {
        return "0".into();
    }
    // one digit, the point, the others; rounded half to even on the exact value, as C does it
    let text = format!("{number:.*e}", (DIGITS - 1) as usize);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..DIGITS).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}E{sign}{:02}", bare(mantissa), exponent.abs());
    }
    let decimals = usize::try_from(DIGITS - 1 - exponent).unwrap_or(0);
    bare(&format!("{number:.decimals$}")).to_string()
}

fn bare(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn reals_print_as_the_clients_print_them() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333333333333"),
            (120_000.0, "120000"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e15, "1E+15"),
            (0.0001, "0.0001"),
            (0.000_012_5, "1.25E-05"),
            (1.5e300, "1.5E+300"),
            (999_999_999_999_999.9, "1E+15"),
        ] {
            assert_eq!(print(number), text);
        }
    }
}
