//! Words of groups of people.

messages! {
    groups: "群组" | "Groups";
    lead: "一个班、一家单位、一届学员。群组不给权限，只是一次找到、一次安排这些人。" | "A class, a company, those of one year. A group gives no right: it finds these people and plans for them at once.";
    none: "还没有群组" | "No group yet";
    none_words: "先建一个，再把人加进来：粘贴名单、读入表格，或者查找。" | "Make one, then bring people in: by a list, a spreadsheet or a search.";
    name: "名称" | "Name";
    name_hint: "例如“2026 级三班”。" | "Such as “2026, class 3”.";
    english: "英文名称" | "Name in English";
    note: "备注" | "Note";
    note_hint: "只有工作人员看到。" | "Staff alone read it.";
    make: "建立群组" | "Make a group";
    change: "名称和备注" | "Name and note";
    people: "成员" | "People";
    people_n(n): "{n} 人" | "{n} person" / "{n} people" by n;
    nobody: "还没有人" | "Nobody yet";
    nobody_words: "在下面粘贴名单、读入表格，或者查找。" | "Paste a list below, read a spreadsheet, or search.";
    nobody_found: "没有找到。" | "Nobody was found.";
    choose: "选择" | "Choose";
    choose_of(login): "选择 {login}" | "Choose {login}";
    take_out: "把选中的移出群组" | "Take those chosen out";
    add: "加人" | "Bring people in";
    list: "名单" | "List";
    list_hint: "每行一个账号，或从电子表格复制；有列名行时认“账号”列，其余的列不读。" | "An account a line, or copied from a spreadsheet; with a heading the column of accounts is read, and no other.";
    file: "或从文件读入" | "Or from a file";
    preview: "预览" | "Preview";
    add_n(n): "加入 {n} 人" | "Bring {n} person in" / "Bring {n} people in" by n;
    read_n(n): "读到 {n} 人" | "{n} person read" / "{n} people read" by n;
    wrong_n(n): "有 {n} 处要改，还没有加任何人。" | "{n} thing has to be changed; nobody was brought in." / "{n} things have to be changed; nobody was brought in." by n;
    search: "或者查找" | "Or by a search";
    find: "查找账号或姓名" | "Find by account or name";
    add_found: "把选中的加入群组" | "Bring those chosen in";
    is_in: "已在群组里" | "In the group";
    found_first(n): "只列出前 {n} 个，请写得更具体。" | "The first {n} are listed: please be more specific.";
    came_n(n): "加入了 {n} 人；本来就在的不重复。" | "{n} person came in; who was there stays once." / "{n} people came in; who was there stays once." by n;
    went_n(n): "移出了 {n} 人，他们的账号不变。" | "{n} person was taken out; the account stays as it is." / "{n} people were taken out; their accounts stay as they are." by n;
    nobody_chosen: "没有选中任何人。" | "Nobody was chosen.";
    disabled_n(n): "停用了 {n} 个账号。" | "{n} account is disabled." / "{n} accounts are disabled." by n;
    disable: "停用全部账号" | "Disable all accounts";
    disable_words: "培训结束、合同到期时用。先告诉您有多少人，再问一次。" | "For when a course or a contract is over. You are told how many it reaches, and asked again.";
    ask_disable(n, name): "停用“{name}”的 {n} 个账号" | "Disable {n} account of “{name}”" / "Disable {n} accounts of “{name}”" by n;
    ask_disable_words: "这些人立即退出，也不能再登录，正在进行的考试也进不去。您自己的账号不在其中。可以在每个账号的页面逐个恢复。"
        | "These people are out at once and cannot sign in, not even to an exam that runs. Your own account is not among them. Each can be \
            enabled again on the page of the account.";
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
    too_many(n): "最多 {n} 个群组。" | "There are {n} groups at most.";
    full(n): "一个群组最多 {n} 人。" | "A group has {n} people at most.";
    unknown(logins): "没有这些账号：{logins}" | "There are no such accounts: {logins}";
    no_such: "没有这个群组。" | "There is no such group.";
    all: "全部" | "All";
    group: "群组" | "Group";
    into: "开设后加入群组" | "Put them into a group";
    into_none: "不加入" | "Into none";
    not_grouped: "账号已经开设，但没有放进群组：请在群组的页面再加一次。" | "The accounts are opened, but they are not in the group: please bring them in on its page.";
    to_list: "把一个群组放进名单" | "Put a group on the list";
    to_list_hint: "先看会放进谁，再保存；停用的账号不放，已在名单上的保持原样。" | "You see whom it puts there before anything is saved. Disabled accounts are left out, and who is listed stays as they are.";
    to_list_show: "看看有谁" | "Show who that is";
    of_released: "群组（已公布的）" | "Group (what is released)";
    of_account: "所在群组" | "Groups";
}
