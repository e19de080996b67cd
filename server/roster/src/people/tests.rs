//! Lists as people and spreadsheets write them, and what is read of each.

use super::*;
use crate::Separator;

#[test]
fn any_separator_and_either_language_of_headings() {
    for (text, separator) in [
        ("账号,证书姓名,角色,密码\nlin.yi,林一,监考员,four blue kettles\n", Separator::Comma),
        ("password;role;legal_name;login\nfour blue kettles;invigilator;林一;LIN.YI", Separator::Semicolon),
        ("用户名\t真实姓名\t身份\t初始密码\r\nlin.yi\t林一\t监考\tfour blue kettles\r\n", Separator::Tab),
        ("登录名，证件姓名，角色，密码\nｌｉｎ．ｙｉ，林一，监考员，four blue kettles", Separator::WideComma),
    ] {
        let roster = accounts(text);
        assert_eq!(roster.texts(Lang::En), Vec::<String>::new(), "{text}");
        assert_eq!(roster.separator, separator);
        let who = &roster.rows[0];
        assert_eq!((who.login.as_str(), who.legal_name.as_str(), who.roles.to_string().as_str()), ("lin.yi", "林一", "invigilator"));
        assert_eq!((who.line, who.password.as_str()), (2, "four blue kettles"));
    }
}

#[test]
fn a_sign_of_the_other_keyboard_parts_no_cell_beside_the_list_s_own() {
    let half = Some(1500);
    for (text, room, factor) in [
        // as a spreadsheet saves them
        ("账号,姓名,考场,备注\nlearner,林一,一号机房，二楼,", Some("一号机房，二楼"), None),
        ("账号,考场,照顾,备注\nlearner,一号机房，1.5,,", Some("一号机房，1.5"), Some(1000)),
        ("账号,考场,照顾,备注\nlearner,一号机房，二楼,1.5,迟到，已通知；可入场", Some("一号机房，二楼"), half),
        ("账号;考场;照顾;备注\nlearner;一号机房；二楼;1.5;", Some("一号机房；二楼"), half),
        ("账号;考场;照顾\nlearner;一号机房，二楼, 东;1.5", Some("一号机房，二楼, 东"), half),
        ("账号,考场,照顾\nlearner,一号机房；二楼;东,1.5", Some("一号机房；二楼;东"), half),
        ("账号\t考场\t照顾\nlearner\t一号机房，二楼,东\t1.5", Some("一号机房，二楼,东"), half),
        ("账号,备注（如：病假，事假，公假）,考场\nlearner,,一号机房", Some("一号机房"), None),
        ("账号,考场,照顾\nlearner,一号机房，二楼", Some("一号机房，二楼"), Some(1000)),
        ("账号,考场\nlearner,教学楼，2", Some("教学楼，2"), None),
        ("\"账号\",\"考场\"\n\"learner\",\"一号机房，二楼\"", Some("一号机房，二楼"), None),
        ("learner,一号机房，二楼，东", Some("一号机房，二楼，东"), None),
        ("learner,一号机房；二楼；东,1.5", Some("一号机房；二楼；东"), half),
        ("learner,一号机房，1.5,,", Some("一号机房，1.5"), None),
        // as people type them
        ("账号，考场，照顾\nlearner，一号机房, 二楼，1.5", Some("一号机房, 二楼"), half),
        ("账号,考场,照顾\nlearner，一号机房，1.5", Some("一号机房"), half),
        ("账号，考场，照顾\nlearner,一号机房,1.5", Some("一号机房"), half),
        ("账号；考场；照顾\nlearner;一号机房;1.5", Some("一号机房"), half),
        ("账号;考场;照顾\nlearner；一号机房，二楼；1.5", Some("一号机房，二楼"), half),
        ("learner，一号机房,二楼，1.5", Some("一号机房,二楼"), half),
    ] {
        let roster = candidates(text);
        assert_eq!(roster.texts(Lang::En), Vec::<String>::new(), "{text}");
        let read: Vec<_> = roster.rows.iter().map(|s| (s.login.as_str(), s.room.as_deref(), s.accommodation.map(|a| a.factor))).collect();
        assert_eq!(read, [("learner", room, factor)], "{text}");
    }
    assert_eq!(accounts("账号,密码\nlin.yi,four，blue；kettles").rows[0].password, "four，blue；kettles");
}

#[test]
fn a_sign_that_may_part_or_not_is_told_by_row_and_column() {
    let why = "分不清这里的标点是分格还是内容：分格请全用同一种；是内容就在后面补上空的格";
    for (text, said) in [
        ("learner,一号机房，1.5", format!("第 1 行“考场座位”列“一号机房，1.5”：{why}")),
        ("账号,考场,照顾\nlearner,一号机房，+20", format!("第 2 行“考场座位”列“一号机房，+20”：{why}")),
        ("账号，考场，照顾\nlearner，一号机房,1.5", format!("第 2 行“考场座位”列“一号机房,1.5”：{why}")),
        ("账号,考场，照顾\nlearner,一号机房", format!("第 1 行“考场，照顾”：{why}")),
        ("账号;考场；照顾\nlearner;一号机房", format!("第 1 行“考场；照顾”：{why}")),
    ] {
        assert_eq!(candidates(text).texts(Lang::Zh), [said], "{text}");
    }
    assert!(
        candidates("learner，一号机房,1.5\nmo.er，二号机房").texts(Lang::En)[0]
            .starts_with("line 1, room and seat \"一号机房,1.5\": does this sign")
    );
    let accounts = accounts("login,name,legal_name,role,password\nlin.yi,小林，林一,林一,,four, blue");
    assert_eq!(accounts.wrong.iter().map(|w| (w.line, w.why.clone())).collect::<Vec<_>>()[0], (2, RosterFault::Cells));
}

#[test]
fn quotes_hold_lines_and_separators_together() {
    let roster = accounts("login,name,password\nlin.yi,\"林一，\n\"\"小林\"\"\",\"four, blue; kettles\"\nmo.er,莫二,four blue kettles\n");
    assert_eq!(roster.texts(Lang::En), Vec::<String>::new());
    let read: Vec<(&str, u64)> = roster.rows.iter().map(|p| (p.name.as_str(), p.line)).collect();
    assert_eq!(read, [("林一, \"小林\"", 2), ("莫二", 4)]);
    assert_eq!(roster.rows[0].password, "four, blue; kettles");
    assert_eq!(accounts("login,password\nlin.yi,\"four blue kettles\nmo.er,x").wrong[0].why, RosterFault::Quote);
}

#[test]
fn what_is_wrong_has_row_column_and_words() {
    let text = "login,name,role,password\n1.39E+10,甲,,four blue kettles\nlin.yi,乙,king,short\nlin.yi2,丙,,four blue kettles,more\nlin.yi2,丁,,four blue kettles";
    let roster = accounts(text);
    assert_eq!(
        roster.wrong.iter().map(|w| (w.line, w.column, w.why.clone())).collect::<Vec<_>>(),
        [
            (2, Some(Column::Login), RosterFault::Float),
            (3, Some(Column::Role), RosterFault::Role),
            (3, Some(Column::Password), RosterFault::Account(zhixing_domain::account::AccountRefusal::PasswordShort)),
            (4, None, RosterFault::Cells),
            (5, Some(Column::Login), RosterFault::Twice(4)),
        ]
    );
    let (zh, en) = (roster.texts(Lang::Zh), roster.texts(Lang::En));
    assert!(zh[0].starts_with("第 2 行“登录名”列“1.39E+10”：电子表格把它变成了数"), "{zh:?}");
    assert_eq!(en[4], "line 5, account name \"lin.yi2\": the same account name as on line 4");
    assert!(!zh.join("").contains("short"), "a password is never shown: {zh:?}");
}

#[test]
fn a_list_of_accounts_without_a_heading_is_refused_and_swallows_nobody() {
    let roster = accounts("lin.yi,林一,林一,learner,four blue kettles\nmo.er,莫二,莫二,learner,four blue kettles");
    assert!(roster.rows.is_empty());
    assert_eq!(roster.texts(Lang::En), ["line 1: a line at the top must name the columns, at least: account name, password"]);
    assert_eq!(accounts("\n").wrong[0].why, RosterFault::Empty);
}

#[test]
fn a_name_of_the_identity_document_stands_beside_the_name_that_others_see() {
    let roster = accounts("账号（必填）,姓名,证件姓名,角色,登录密码\nlin.yi,小林,林一,,four blue kettles");
    assert_eq!(roster.texts(Lang::En), Vec::<String>::new());
    assert_eq!((roster.rows[0].name.as_str(), roster.rows[0].legal_name.as_str()), ("小林", "林一"));
    // a number of an identity document that became another one, and the same for many
    assert_eq!(accounts("login,password\nlin.yi,1.10101E+17").wrong[0].why, RosterFault::Float);
}

#[test]
fn what_is_too_much_is_told_and_not_read() {
    let roster = candidates(&"a\n".repeat(100_001));
    assert_eq!(roster.wrong.last().map(|w| (w.line, w.why.clone())), Some((100_001, RosterFault::TooMany)));
}

#[test]
fn candidates_come_with_or_without_a_heading() {
    for (text, line) in [
        ("lin.yi,一号机房,1.5\nmo.er", 2),
        ("lin.yi，一号机房，１.５\n\n\nmo.er，", 4),
        ("考场\t照顾\t账号\t班级\n一号机房\t1.5倍\tLin.Yi\t三班\n\t\tmo.er\t三班", 3),
    ] {
        let roster = candidates(text);
        assert_eq!(roster.texts(Lang::En), Vec::<String>::new(), "{text}");
        let read: Vec<_> = roster.rows.iter().map(|s| (s.login.as_str(), s.room.as_deref(), s.accommodation.map(|a| a.factor))).collect();
        assert_eq!(read, [("lin.yi", Some("一号机房"), Some(1500)), ("mo.er", Some(""), Some(1000))]);
        assert_eq!(roster.rows[1].line, line, "empty lines count as in an editor");
    }
    // what the list has no column for it says nothing of
    for text in ["lin.yi\nmo.er", "账号,准考证号,姓名\nlin.yi,1,林一\nmo.er,2,莫二"] {
        let roster = candidates(text);
        assert!(roster.rows.iter().all(|s| s.room.is_none() && s.accommodation.is_none()), "{text}");
    }
    let twice = candidates("lin.yi,一号机房\nLIN.YI,二号机房");
    assert_eq!(twice.texts(Lang::Zh), ["第 2 行“登录名”列“lin.yi”：和第 1 行是同一个登录名"]);
}

#[test]
fn a_heading_is_found_below_titles_and_notes() {
    for (text, above) in [
        ("账号,名字,考场,照顾\nlearner,林一,一号机房,1.5", vec![]),
        ("2026 年春季考试考生名单,,,\n账号,名字,考场,照顾\nlearner,林一,一号机房,1.5", vec![1]),
        ("2026年春季考试，第一场\n账号,姓名,考场,照顾\nlearner,林一,一号机房,1.5", vec![1]),
        ("考生名单\n\n制表人：张三，考务科,,日期：2026-11-29,\n账号,姓　名,考场,照顾\nlearner,林一,一号机房,1.5", vec![1, 3]),
        ("\"考生名单，\n第一场, 五级\",,,\n账号,姓 名,考场,照顾\nlearner,林一,一号机房,1.5", vec![1]),
        ("sep=;\n账号;姓名;考场;照顾\nlearner;林一;一号机房;1.5", vec![1]),
        ("名单，一，二，三\n账号\t中文姓名\t考场\t照顾\nlearner\t林一\t一号机房\t1.5", vec![1]),
        ("一\n二\n三\n四\n五\n六\n七\n八\n九\n账号,姓名,考场,照顾\nlearner,林一,一号机房,1.5", (1..10).collect()),
    ] {
        let roster = candidates(text);
        assert_eq!(roster.texts(Lang::En), Vec::<String>::new(), "{text}");
        let read: Vec<_> = roster.rows.iter().map(|s| (s.login.as_str(), s.legal_name.as_str(), s.room.as_deref())).collect();
        assert_eq!((read, roster.above), (vec![("learner", "林一", Some("一号机房"))], above), "{text}");
    }
    assert_eq!(candidates("名单\n账号\nlin.yi").rows[0].login, "lin.yi");
    let accounts = accounts("员工名单\n登录名,名字,密码\nlin.yi,林一,four blue kettles");
    assert_eq!((accounts.texts(Lang::En), accounts.rows[0].name.as_str(), accounts.rows[0].line), (vec![], "林一", 3));
}

#[test]
fn nobody_stands_above_a_heading_unread() {
    let why = "这一行在列名之上，却像是一个人：把列名移到最前面，或删去这一行";
    for text in ["lin.yi,一号机房\n账号,考场\nmo.er,二号机房", "名单\nlin.yi\n账号,考场\nmo.er,二号机房"] {
        let roster = candidates(text);
        let line = roster.above.len();
        assert_eq!(roster.texts(Lang::Zh), [format!("第 {line} 行“登录名”列“lin.yi”：{why}")], "{text}");
    }
    // somebody whose login is the word for one
    let roster = candidates("lin.yi,一号机房\nuser,二号机房");
    assert_eq!(roster.rows.iter().map(|s| s.login.as_str()).collect::<Vec<_>>(), ["lin.yi", "user"]);
    // faults of a heading have its line
    assert_eq!(
        candidates("名单\n姓名,考场\n林一,一号机房").texts(Lang::En),
        ["line 2: a line at the top must name the columns, at least: account name"]
    );
    assert_eq!(
        candidates("名单\n账号,考场,机房\nlin.yi,,").wrong.iter().map(|w| (w.line, w.why.clone())).collect::<Vec<_>>(),
        [(2, RosterFault::ColumnTwice)]
    );
}

#[test]
fn a_changed_cell_is_told_by_row_and_column() {
    let roster = candidates("账号,名字,考场\n1001.0,#N/A,3月1日\n12-Mar,#REF!,一号机房");
    assert_eq!(
        roster.texts(Lang::Zh),
        [
            "第 2 行“登录名”列“1001.0”：电子表格把它变成了数：把这一列的格式设为“文本”，重新填写",
            "第 2 行“姓名”列“#N/A”：这是电子表格的公式或出错提示，不是内容：改成内容再另存",
            "第 2 行“考场座位”列“3月1日”：电子表格把它变成了日期：把这一列的格式设为“文本”，重新填写",
            "第 3 行“登录名”列“12-Mar”：电子表格把它变成了日期：把这一列的格式设为“文本”，重新填写",
            "第 3 行“姓名”列“#REF!”：这是电子表格的公式或出错提示，不是内容：改成内容再另存",
        ]
    );
    let roster = accounts("login,name,legal_name,role,password\nlin.yi,\u{fffd}一,=A2,,#UNKNOWN!");
    assert_eq!(
        roster.texts(Lang::En),
        [
            "line 2, name \"\u{fffd}一\": characters were lost and signs stand in their place: write it again in the spreadsheet and save it as CSV (UTF-8)",
            "line 2, legal name \"=A2\": this is a formula of the spreadsheet or its sign of an error: put words in its place and save anew",
            "line 2, password: this is a formula of the spreadsheet or its sign of an error: put words in its place and save anew",
        ]
    );
}

#[test]
fn cells_of_an_encoding_that_nothing_shows_are_named_by_row_and_column() {
    let roster = accounts("login,name,legal_name,password\nlin.yi,,辫枚荐,four blue kettles\nmo.er,Mo,Mo Er,冠瘤刮 four");
    let said = roster.unsure(Encoding::Gb18030);
    assert_eq!(
        said.iter().map(|w| w.text(Lang::Zh)).collect::<Vec<_>>(),
        ["第 2 行“姓名”列“辫枚荐”：可能是乱码：看不出文件的编码，这是按 GB18030 (GBK) 读的"],
        "never a password"
    );
    let said = candidates("lin.yi,冠瘤刮,,捞康锐").unsure(Encoding::Gb18030);
    assert_eq!(said.iter().map(|w| (w.line, w.column)).collect::<Vec<_>>(), [(1, Some(Column::Room)), (1, Some(Column::LegalName))]);
    assert_eq!(
        said[0].text(Lang::En),
        "line 1, room and seat \"冠瘤刮\": may be misread: the file does not show its encoding and was read as GB18030 (GBK)"
    );
    assert_eq!(
        RosterFault::Encodings((1..9).collect()).words(Lang::Zh),
        "第 1、2、3、4、5、… 行的编码和别的行不同：在电子表格里核对，另存为 CSV（UTF-8）"
    );
}

#[test]
fn a_list_that_was_pasted_with_blanks_for_tabs_is_read_and_names_with_blanks_stay_whole() {
    let cells = |text: &str| opening::openings(text).rows.into_iter().map(|row| row.cells).collect::<Vec<_>>();
    let row = |cells: [&str; 4]| cells.map(String::from);
    assert_eq!(cells("wang.01 王小明\nli.02 李雷\n"), [row(["wang.01", "王小明", "", ""]), row(["li.02", "李雷", "", ""])]);
    assert_eq!(cells("wang.01  Li Wen   王小明\n"), [row(["wang.01", "Li Wen", "王小明", ""])]);
    assert_eq!(cells("账号\u{3000}\u{3000}称呼\nwang.01\u{3000}小王"), [row(["wang.01", "小王", "", ""])]);
    // which of three words is whose nobody can tell
    assert_eq!(cells("li.wen Li Wen\n")[0][0], "li.wen Li Wen");
}
