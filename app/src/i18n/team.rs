//! Words of who writes a course together, and what each of them may do with it.

use zhixing_domain::{lang::Lang, workshop::course_role::CourseRole};

messages! {
    title: "备课成员" | "People of the course";
    lead: "谁能看草稿、谁能改、谁来看一遍、谁能发布，都在这里定。角色只管备课，不管学习和考试。"
        | "Who reads the drafts, writes them, looks them over and publishes them is decided here. A role is about the workshop alone, not about studying or sitting exams.";
    open: "现在没有指定谁：凡是教这门课的老师都能写、能发布。指定了负责人以后，只有下面列出的人能看到草稿。"
        | "Nobody is named: every teacher of this course writes and publishes it. Once somebody owns it, only those who are named below see its drafts.";
    keep: "现在能写这门课的老师都留下，作为编写者" | "Keep all who write it now, as editors";
    owner: "负责人" | "Owner";
    editor: "编写者" | "Editor";
    reviewer: "审阅者" | "Reviewer";
    reader: "查看者" | "Reader";
    owner_may: "写、发布，并决定谁有什么角色。" | "Writes, publishes, and decides who has which role.";
    editor_may: "写草稿，请人审阅；不能发布。" | "Writes drafts and asks for a review; does not publish.";
    reviewer_may: "看草稿，写评语，同意或退回；不能改。" | "Reads drafts, remarks, approves or sends back; does not write.";
    reader_may: "只看草稿。" | "Reads drafts, no more.";
    who: "姓名或登录名" | "Name or account name";
    who_hint: "输入几个字，从教这门课的老师里选。" | "Type a few letters and choose among the teachers of this course.";
    who_form: "没有这样一位老师：姓名或登录名不对、账号已停用，或者其教师角色不包括这门课（由管理员决定）。"
        | "There is no such teacher: the name or account name is wrong, the account is disabled, or its role does not reach this course, which an administrator decides.";
    who_several(people): "有几位老师叫这个名字，请写登录名：{people}。" | "Several teachers have this name. Write the account name: {people}.";
    open_course: "这门课还没有负责人，第一位由管理员来指定。" | "Nobody owns this course yet. An administrator names the first owner.";
    no_owner: "还没有负责人" | "no owner yet";
    owned_by(names): "负责人：{names}" | "owned by {names}";
    role: "角色" | "Role";
    role_form: "请选一个角色。" | "Please choose a role.";
    give: "给这个角色" | "Give the role";
    change: "改" | "Change";
    role_of(who): "{who}的角色" | "Role of {who}";
    take: "移出" | "Take away";
    take_of(who): "移出{who}" | "Take away the role of {who}";
    given: "已经改好。" | "Done.";
    is_now(who, role): "{who}现在是{role}。" | "{who} is now {role}.";
    is_out(who): "{who}不再有角色。" | "{who} has no role any more.";
    people: "谁有什么角色" | "Who has which role";
    nobody: "还没有指定谁" | "Nobody is named yet";
    roles_mean: "角色是什么意思" | "What the roles mean";
    add: "再加一个人" | "Add somebody";
    add_first: "指定第一个人" | "Name the first one";
    you_own: "您来指定的话，您自己就是这门课的负责人。" | "If you name somebody, you own the course yourself.";
    my_role(role): "您是{role}" | "You: {role}";
    needs_role(role): "您在这门课里的角色还不能这样做：要是{role}。" | "Your role in this course does not go so far: it takes that of {role}.";
    an_owner: "负责人" | "an owner";
    an_editor: "编写者" | "an editor";
    a_reviewer: "审阅者" | "a reviewer";
    a_reader: "查看者" | "a reader";
    reads: "您在这门课里不写草稿，这里只能看。" | "You do not write drafts in this course: this is to be read.";
    last_owner: "这样这门课就没有负责人了。请先让另一位老师成为负责人。" | "Nobody would be left who owns the course. Make a colleague an owner first.";
    courses: "课程和备课成员" | "Courses and who writes them";
    courses_lead: "点开一门课，看谁在备课，或者换一位负责人。" | "Open a course to see who writes it, or to name another owner.";
}

pub fn role_word(role: CourseRole, lang: Lang) -> &'static str {
    match role {
        CourseRole::Owner => owner(lang),
        CourseRole::Editor => editor(lang),
        CourseRole::Reviewer => reviewer(lang),
        CourseRole::Reader => reader(lang),
    }
}

/// What somebody with the role may do.
pub fn role_may(role: CourseRole, lang: Lang) -> &'static str {
    match role {
        CourseRole::Owner => owner_may(lang),
        CourseRole::Editor => editor_may(lang),
        CourseRole::Reviewer => reviewer_may(lang),
        CourseRole::Reader => reader_may(lang),
    }
}

/// What it takes to do something.
pub fn needs(role: CourseRole, lang: Lang) -> String {
    let word = match role {
        CourseRole::Owner => an_owner(lang),
        CourseRole::Editor => an_editor(lang),
        CourseRole::Reviewer => a_reviewer(lang),
        CourseRole::Reader => a_reader(lang),
    };
    needs_role(lang, word)
}

/// A role as a row has it; of a later build its own word.
pub fn code_word(code: &str, lang: Lang) -> String {
    CourseRole::from_code(code).map_or_else(|| code.to_string(), |role| role_word(role, lang).to_string())
}
