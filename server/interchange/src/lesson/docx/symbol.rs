//! Signs that a word processor takes out of a font of its own (`w:sym`): the number there, and the character that everybody has.

/// The Greek letters of the font Symbol, in the places of `A` to `Z` and `a` to `z`.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const LETTERS: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// The other signs of Symbol.
const SYMBOL: [(u32, char); 30] = [
    (0x22, '∀'),
    (0x24, '∃'),
    (0x27, '∋'),
    (0x2d, '−'),
    (0x40, '≅'),
    (0x5c, '∴'),
    (0x5e, '⊥'),
    (0x7e, '∼'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb5, '∝'),
    (0xb6, '∂'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xce, '∈'),
    (0xd0, '∠'),
    (0xd6, '√'),
    (0xe5, '∑'),
];
/// Signs of Wingdings that papers and lists have.
const WINGDINGS: [(u32, char); 16] = [
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x74, '◆'),
    (0x76, '❖'),
    (0xa1, '○'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// The character of a sign; nothing where it is not known.
pub fn character(font: &str, number: &str) -> Option<char> {
    let number = u32::from_str_radix(number, 16).ok()?;
    // fonts of signs have their places from 0xF000 on
    let place = if (0xf000..=0xf0ff).contains(&number) { number - 0xf000 } else { number };
    let found = |list: &[(u32, char)]| list.iter().find(|(at, _)| *at == place).map(|(_, sign)| *sign);
    match font {
        "Symbol" => letter(CAPITALS, place, 0x41).or_else(|| letter(LETTERS, place, 0x61)).or_else(|| found(&SYMBOL)),
        "Wingdings" => found(&WINGDINGS),
        _ => char::from_u32(number).filter(|c| place == number && !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c)),
    }
}

fn letter(letters: &str, place: u32, first: u32) -> Option<char> {
    letters.chars().nth(usize::try_from(place.checked_sub(first)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn signs_of_their_fonts_are_those_of_everybody() {
        for (font, number, sign) in [
            ("Symbol", "F061", Some('α')),
            ("Symbol", "F057", Some('Ω')),
            ("Symbol", "F0A3", Some('≤')),
            ("Symbol", "F001", None),
            ("Wingdings", "F0FE", Some('☑')),
            ("Wingdings", "00FC", Some('✓')),
            ("SimSun", "2460", Some('①')),
            ("Own", "F0FE", None),
            ("Symbol", "no", None),
        ] {
            assert_eq!(character(font, number), sign, "{font} {number}");
        }
    }
}
