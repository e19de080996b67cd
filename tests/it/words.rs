//! One word for one thing, on every page: words that were given up for others do not come back.

use crate::tidy::root;

/// What is not said any more, and what is said instead. The words of GLOSSARY.md are the measure.
const GIVEN_UP: [(&str, &str); 34] = [
    ("份待评\"", "待评阅"),
    ("待阅", "待评阅"),
    ("发布评阅", "发布审阅"),
    ("评阅要发布", "审阅要发布"),
    ("这次评阅", "这次审阅"),
    ("毛病", "内容问题"),
    ("个问题待回答", "个提问待回答"),
    ("作答文件", "答案文件"),
    ("异常情况", "异常记录"),
    ("已记录异常", "已添加异常记录"),
    ("工作人员", "考务人员"),
    ("接手", "改在这里作答"),
    ("\"回首页", "返回首页"),
    ("去首页", "返回首页"),
    ("看课程目录", "看全部课程"),
    ("[课程目录]", "[全部课程]"),
    ("从课程目录", "从全部课程"),
    ("简答题", "短答题"),
    ("照顾", "合理便利"),
    ("待检查", "存疑"),
    ("什么在等谁", "待办一目了然"),
    ("验得真", "可查验"),
    ("课件免费通读", "课程免费学"),
    ("撤销证书", "吊销证书"),
    ("终止考试", "强制交卷"),
    ("Go on learning", "Continue"),
    ("Back to home", "Home"),
    ("Back to the first page", "Home"),
    ("Go to the site", "Home"),
    ("To the exam", "Go to exam"),
    ("Carry a certificate", "Earn a certificate"),
    ("have no force", "are samples"),
    ("Carry out", "Apply"),
    ("Take over", "Continue here"),
];

#[test]
fn words_that_were_given_up_do_not_come_back() {
    let mut faults = Vec::new();
    for folder in ["app/src/i18n", "content/pages"] {
        for file in std::fs::read_dir(root().join(folder)).expect("a folder").map(|file| file.expect("a file").path()) {
            let text = std::fs::read_to_string(&file).expect("a text");
            for (n, line) in text.lines().enumerate() {
                for (old, new) in GIVEN_UP.iter().filter(|(old, _)| line.contains(old)) {
                    faults.push(format!("{}:{}: {old} is {new} now", file.display(), n + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
