//! Words of groups of people.

messages! {
    groups: "群组" | "Groups";
    lead: "一个班、一家单位、一届学员。群组不给权限，只是一次找到、一次安排这些人。" | "A class, a company, this year’s intake. A group grants no rights; it lets you find these people and plan for them at once.";
    none: "还没有群组" | "No group yet";
    none_words: "先建一个，再把人加进来：粘贴名单、读入表格，或者查找。" | "Make one, then add people: from a list, a spreadsheet or a search.";
    name: "名称" | "Name";
    name_hint: "例如“2026 级三班”。" | "Such as “2026, class 3”.";
    english: "英文名称" | "Name in English";
    note: "备注" | "Note";
    note_hint: "只有考务人员看到。" | "Only staff see it.";
    make: "建立群组" | "Make a group";
    change: "名称和备注" | "Name and note";
    people: "成员" | "People";
    people_n(n): "{n} 人" | "{n} person" / "{n} people" by n;
    nobody: "还没有人" | "Nobody yet";
    nobody_words: "在下面粘贴名单、读入表格，或者查找。" | "Paste a list below, read a spreadsheet, or search.";
    nobody_found: "没有找到。" | "Nobody was found.";
    choose: "选择" | "Choose";
    choose_of(login): "选择 {login}" | "Choose {login}";
    take_out: "把选中的移出群组" | "Remove those chosen from the group";
    add: "加人" | "Add people";
    list: "名单" | "List";
    list_hint: "每行一个登录名，或从电子表格复制；有列名行时只读“登录名”一列（列名写账号、学号、工号也认）。先看会加入谁，再加入。"
        | "One account name per line, or copied from a spreadsheet; with a heading only the column of account names is read. You see who would be added first.";
    file: "或从文件读入" | "Or from a file";
    preview: "预览" | "Preview";
    add_n(n): "加入 {n} 人" | "Add {n} person" / "Add {n} people" by n;
    read_n(n): "读到 {n} 人" | "{n} person read" / "{n} people read" by n;
    coming: "会加入的人" | "People to be added";
    coming_n(new, there): "将加入 {new} 人；已在群组里的 {there} 人不变。还没有加任何人。" | "To be added: {new}. Already in the group: {there}. Nobody has been added yet.";
    comes_in: "将加入" | "To be added";
    more_coming_n(n): "还有 {n} 人没有列出。" | "{n} more person is not listed." / "{n} more people are not listed." by n;
    wrong_n(n): "有 {n} 处要改，还没有加任何人。" | "{n} thing has to be changed; nobody has been added yet." / "{n} things have to be changed; nobody has been added yet." by n;
    search: "或者查找" | "Or by a search";
    find: "查找登录名或姓名" | "Find by account name or name";
    add_found: "把选中的加入群组" | "Add those chosen";
    is_in: "已在群组里" | "Already in the group";
    found_first(n): "只列出前 {n} 个，请写得更具体。" | "Only the first {n} are listed: please be more specific.";
    came_n(n): "加入了 {n} 人；本来就在的不重复。" | "{n} person was added; nobody is in the group twice." / "{n} people were added; nobody is in the group twice." by n;
    went_n(n): "移出了 {n} 人，他们的账号不变。" | "{n} person was removed; the account stays as it is." / "{n} people were removed; their accounts stay as they are." by n;
    nobody_chosen: "没有选中任何人。" | "Nobody was chosen.";
    disabled_n(n): "停用了 {n} 个账号。" | "{n} account is disabled." / "{n} accounts are disabled." by n;
    whole: "整个群组" | "The whole group";
    disable: "停用全部账号" | "Disable all accounts";
    disable_words: "培训结束、合同到期时用。先告诉您有多少人，再问一次。" | "For when a course or a contract ends. You are told how many accounts this reaches, and asked again.";
    ask_disable(n, name): "停用“{name}”的 {n} 个账号" | "Disable {n} account of “{name}”" / "Disable {n} accounts of “{name}”" by n;
    ask_disable_words: "这些人立即退出，也不能再登录，正在进行的考试也进不去。您自己的账号不在其中。可以在每个账号的页面逐个恢复。"
        | "These people are signed out at once and cannot sign in, not even to an exam in progress. Your own account is not among them. Each account can be enabled again \
            on its own page.";
    nobody_to_disable: "群组里没有可以停用的账号。" | "There is no account in the group to disable.";
    remove: "删除群组" | "Remove the group";
    ask_remove(name): "删除群组“{name}”" | "Remove the group “{name}”";
    ask_remove_words(n): "群组没有了，里面 {n} 人的账号不变。不能撤销。"
        | "The group is gone; the account of {n} person in it stays as it is. This cannot be undone."
        / "The group is gone; the accounts of {n} people in it stay as they are. This cannot be undone." by n;
    removed: "群组已经删除。" | "The group is removed.";
    name_form(n): "请填写 1 到 {n} 个字符。" | "Please write 1 to {n} characters.";
    english_form(n): "最多 {n} 个字符。" | "At most {n} characters.";
    note_form(n): "最多 {n} 个字符。" | "At most {n} characters.";
    name_taken: "已经有这个名称的群组。" | "Another group has this name.";
    too_many(n): "最多 {n} 个群组。" | "There can be at most {n} groups.";
    full(n): "一个群组最多 {n} 人。" | "A group can have at most {n} people.";
    unknown(logins): "没有这些登录名：{logins}" | "There are no such account names: {logins}";
    no_such: "没有这个群组。" | "There is no such group.";
    all: "全部" | "All";
    group: "群组" | "Group";
    into: "开设后加入群组" | "Add them to a group";
    into_none: "不加入" | "None";
    not_grouped: "账号已经开设，但没有放进群组：请在群组的页面再加一次。" | "The accounts are open, but not in the group: please add them on the group’s page.";
    to_list: "把一个群组放进名单" | "Put a group on the list";
    to_list_hint: "先看会放进谁，再保存；停用的账号不放，已在名单上的保持原样。" | "You see whom it puts there before anything is saved. Disabled accounts are left out, and who is listed stays as they are.";
    to_list_show: "看看有谁" | "Show people";
    of_released: "群组（已公布的）" | "Group (what is released)";
    of_account: "所在群组" | "Groups";
}
