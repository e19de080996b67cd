//! What is told of a course package.

use crate::BankNote;

fn note(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> BankNote {
    BankNote::new(0, code, zh, en)
}

/// A name that a stranger chose, without control characters and not too long.
fn name(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

pub fn no_course(slug: &str) -> BankNote {
    let slug = name(slug);
    note("package-course", format!("没有课程“{slug}”，或它没有 course.md"), format!("there is no course `{slug}`, or it has no course.md"))
}

pub fn no_license() -> BankNote {
    note(
        "package-license",
        "课程没有写明别人可以怎样使用：请在 course.md 的开头写 license = \"CC-BY-4.0\"（或另一种许可）和 author = \"…\"",
        "the course does not say how others may use it: write license = \"CC-BY-4.0\" (or another one) and author = \"…\" at the head of course.md",
    )
}

pub fn damaged() -> BankNote {
    note("package-damaged", "课程包写不成", "the package could not be written")
}

pub fn no_package() -> BankNote {
    note("package-none", "这不是课程包：里面没有 package.json", "this is no course package: there is no package.json in it")
}

pub fn no_signature() -> BankNote {
    note(
        "package-unsigned",
        "课程包没有签名，或签名读不懂：什么也没有导入",
        "the package has no signature, or none that can be read: nothing was taken",
    )
}

pub fn changed() -> BankNote {
    note(
        "package-changed",
        "签名不符：课程包在签名之后被改过。什么也没有导入",
        "the signature does not hold: the package was changed after it was signed. Nothing was taken",
    )
}

pub fn unread(why: &str) -> BankNote {
    let why = name(why);
    note("package-manifest", format!("package.json 读不懂：{why}"), format!("package.json cannot be read: {why}"))
}

pub fn other_form(form: &str) -> BankNote {
    let form = name(form);
    note(
        "package-form",
        format!("课程包的格式是“{form}”，这个版本读不了"),
        format!("the package has the form `{form}`, which this version does not read"),
    )
}

pub fn other_issuer(issuer: &str, signer: &str) -> BankNote {
    let [issuer, signer] = [issuer, signer].map(name);
    note(
        "package-issuer",
        format!("课程包自称来自 {issuer}，签名的却是 {signer}"),
        format!("the package says that it is of {issuer}, and {signer} signed it"),
    )
}

pub fn unnamed(path: &str) -> BankNote {
    let path = name(path);
    note(
        "package-unnamed",
        format!("课程包里有清单没有写的文件“{path}”"),
        format!("the package holds `{path}`, which its manifest does not name"),
    )
}

pub fn misplaced(path: &str) -> BankNote {
    let path = name(path);
    note("package-place", format!("课程里不能有这样的文件“{path}”"), format!("a course cannot have the file `{path}`"))
}

pub fn lacks(path: &str) -> BankNote {
    let path = name(path);
    note("package-lacks", format!("课程包里缺少文件“{path}”"), format!("the package lacks `{path}`"))
}

pub fn differs(path: &str) -> BankNote {
    let path = name(path);
    note("package-differs", format!("文件“{path}”与清单不符"), format!("`{path}` is not what the manifest says"))
}

pub fn taken(slug: &str) -> BankNote {
    let slug = name(slug);
    note(
        "package-taken",
        format!("这里已有课程“{slug}”，它不是从这里来的：请换一个文件夹名"),
        format!("there is a course `{slug}` here that did not come from there: take another name for the folder"),
    )
}

pub fn other_key() -> BankNote {
    note(
        "package-key",
        "这次的签名和原来的不是同一把钥匙：请先问清对方是否换了钥匙",
        "another key signed this edition than the one before: ask the issuer first whether the key was changed",
    )
}

pub fn older() -> BankNote {
    note("package-older", "这里的课程已是同一版或更新的一版", "the course here is of this edition already, or of a newer one")
}

pub fn of_the_future(made_at: &str) -> BankNote {
    let made_at = name(made_at);
    note(
        "package-future",
        format!("课程包说它是 {made_at} 制作的，比现在晚一天以上：请对方核对时钟后重新导出"),
        format!(
            "the package says that it was made at {made_at}, more than a day from now: ask for one that was exported under a right clock"
        ),
    )
}
