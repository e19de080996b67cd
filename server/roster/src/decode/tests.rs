//! Bytes of every origin, and what is made of them.

use super::*;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

fn in_(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn a_list_is_read_in_every_encoding_of_a_spreadsheet() {
    let text = "账号,姓名\nlin.yi,林一\n";
    let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked(&[0xef, 0xbb, 0xbf], text.as_bytes().to_vec()), Encoding::Utf8),
        (marked(&[0xff, 0xfe], wide(u16::to_le_bytes)), Encoding::Utf16),
        (marked(&[0xfe, 0xff], wide(u16::to_be_bytes)), Encoding::Utf16),
        (wide(u16::to_le_bytes), Encoding::Utf16),
        (wide(u16::to_be_bytes), Encoding::Utf16),
        (in_(GB18030, text), Encoding::Gb18030),
    ] {
        assert_eq!(decode(&bytes), Ok(Decoded { text: text.into(), encoding, sure: true }));
        assert_eq!(decode_as(&bytes, encoding).map(|d| d.text), Ok(text.into()));
    }
    assert_eq!(decode(&[0x80, 0xff, 0xff]), Err(RosterFault::Encoding), "a picture is no list");
    assert_eq!(decode(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0\x21\0\0\0"), Err(RosterFault::Encoding), "nor is a workbook");
}

#[test]
fn two_encodings_in_one_file_are_told_by_line() {
    let utf8 = |text: &str| text.as_bytes().to_vec();
    let gbk = |text: &str| in_(GB18030, text);
    for (parts, lines) in [
        (vec![utf8("login,name\na,王小明\nb,"), gbk("李四"), utf8("\nc,林一\n")], vec![3]),
        (vec![utf8("login,name\na,王小明\n"), gbk("b,李四\nc,张三")], vec![2]),
        (vec![utf8("账号,姓名\na,王小明\nb,"), gbk("毛平\nc,李四")], vec![4]),
        (vec![gbk("账号,姓名\na,王小明\nb,"), utf8("李四"), gbk("\nc,林一")], vec![3]),
        (vec![gbk("账号,姓名,考场\na,王小明,一号机房\nb,"), utf8("欧阳修"), gbk(",二号机房\nc,林一,")], vec![3]),
        (vec![utf8("\u{feff}账号,姓名\na,王小明\nb,"), gbk("李四\nc,张三")], vec![3, 4]),
        (vec![gbk("账号,姓名\na,王小明\nb,"), utf8("Müller"), gbk("\nc,林一")], vec![3]),
        (vec![utf8("login,name\na,Иванов\nb,"), gbk("王小明")], vec![3]),
        (vec![utf8("login,name\na,محمد\nb,"), gbk("王小明")], vec![3]),
        (vec![utf8("login,name\na,王小明\nb,"), in_(WINDOWS_1252, "José")], vec![3]),
        (vec![utf8("login,name\na,王小明\nb,"), in_(WINDOWS_1251, "Иванов")], vec![3]),
        (vec![utf8("login,name\na,王小明\nb,"), in_(SHIFT_JIS, "山田")], vec![3]),
    ] {
        assert_eq!(decode(&parts.concat()), Err(RosterFault::Encodings(lines)), "{}", String::from_utf8_lossy(&parts.concat()));
    }
    // who says which it is, is told where it is not
    let bytes = [utf8("login,name\na,王小明\nb,"), gbk("李四")].concat();
    assert_eq!(decode_as(&bytes, Encoding::Utf8), Err(RosterFault::Encodings(vec![3])));
}

#[test]
fn letters_of_an_encoding_that_nothing_shows_are_to_be_looked_at() {
    let list = |names: [&str; 3]| format!("login,name\na.1,{}\nb.2,{}\nc.3,{}\n", names[0], names[1], names[2]);
    for (bytes, sure) in [
        (in_(GB18030, &list(["王小明", "欧阳修", "毛平"])), true),
        (in_(GB18030, &list(["陳大文", "劉喆", "李珺"])), true),
        (in_(GB18030, &list(["王小明", "买买提·艾力", "José Ruiz"])), true),
        (in_(GB18030, "a.1,一号机房\nb.2,二号机房"), true),
        (in_(GB18030, &list(["毛平", "谭平", "张三"])), true),
        (in_(GB18030, "登录账号,名字\na.1,亓官喆"), true),
        (in_(GB18030, &list(["亓官喆", "第五平", "墨问"])), false),
        (in_(SHIFT_JIS, &list(["山田", "鈴木", "佐藤"])), false),
        (in_(SHIFT_JIS, "氏名\n山田太郎\n高橋"), false),
        (in_(EUC_JP, &list(["山田", "鈴木", "佐藤"])), false),
        (in_(EUC_KR, &list(["김철수", "박지민", "이영희"])), false),
        (in_(EUC_KR, "계정,이름\na.1,김철수\nb.2,박지민"), false),
        (in_(WINDOWS_1251, &list(["Иванов", "Петров", "Анна"])), false),
        (in_(BIG5, &list(["林一平", "陳大文", "王小明"])), false),
        (in_(WINDOWS_1252, &list(["Müller", "Wang", "Li"])), false),
        (list(["王小明", "Иванов", "김철수"]).into_bytes(), true),
        (list(["José", "Müller", "Éé"]).into_bytes(), true),
        (list(["Иванов", "иван", "Зоя"]).into_bytes(), true),
        (list(["محمد علي", "Αλέξης", "דוד"]).into_bytes(), true),
        // UTF-8 by accident
        (in_(GB18030, &list(["毛平", "谭平", "Li"])), false),
        (b"login,name\na.1,Lin".to_vec(), true),
    ] {
        let read = decode(&bytes);
        let read = read.map(|d| (d.sure, d.text)).map_err(|why| (why, String::from_utf8_lossy(&bytes).into_owned()));
        assert!(matches!(&read, Ok((is, _)) if *is == sure), "{read:?}");
    }
    assert_eq!(decode(&in_(WINDOWS_1251, "login,name\na.1,Анна\nb.2,Зайцева")), Err(RosterFault::Encoding), "no text at all in GB18030");
}

#[test]
fn encodings_are_named_as_people_do() {
    for (code, encoding) in [
        ("utf-8", Some(Encoding::Utf8)),
        ("UTF8", Some(Encoding::Utf8)),
        ("utf-16", Some(Encoding::Utf16)),
        ("GBK", Some(Encoding::Gb18030)),
        ("gb2312", Some(Encoding::Gb18030)),
        ("gb18030", Some(Encoding::Gb18030)),
        ("big5", None),
    ] {
        assert_eq!(Encoding::from_code(code), encoding, "{code}");
    }
}
