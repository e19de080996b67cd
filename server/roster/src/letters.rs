//! Whether a text that was read as GB18030 speaks Chinese. Bytes of Japanese, Korean or Russian are Han in it, too, but no words.

use crate::Column;

/// The surnames of nineteen in twenty people, and those of them that have an older form.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏\
韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包\
宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏\
張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒龍賀顧龔萬錢嚴湯齊喬龐顏莊聶歐關蘭簡連";

/// Words of such lists.
const WORDS: &[&str] = &[
    "账号",
    "登录名",
    "姓名",
    "密码",
    "机房",
    "考场",
    "教室",
    "考点",
    "考区",
    "校区",
    "学院",
    "学校",
    "学员",
    "考生",
    "学生",
    "教师",
    "老师",
    "监考",
    "考官",
    "考评",
    "管理员",
    "名单",
    "考试",
];

/// So many words say what a text is in.
const ENOUGH: usize = 2_000;

/// A heading in Chinese, or names and words of such lists in at least half of its runs of Han.
pub(crate) fn speaks_chinese(text: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    let runs = || text.split(|c| !han(c)).filter(|run| run.chars().nth(1).is_some()).take(ENOUGH);
    let known = |run: &&str| {
        let name = run.chars().next().is_some_and(|c| SURNAMES.contains(c)) && run.chars().nth(4).is_none();
        name || WORDS.iter().any(|word| run.contains(word))
    };
    let (all, known) = (runs().count(), runs().filter(known).count());
    known > 0 && known * 2 >= all || runs().any(|run| Column::of(run).is_some())
}
