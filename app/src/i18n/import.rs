//! Words of opening accounts by a list.

messages! {
    title: "导入账号" | "Import accounts";
    lead: "从电子表格把一批人带进来。先看读成什么，改好了再开设；每个人得到一个一次性代码，用它自己设密码。"
        | "Bring in many people from a spreadsheet. First see how the list is read and mend it; then each person gets a code that works once, and sets a password with it.";
    list: "名单" | "List";
    list_hint: "从电子表格复制单元格，粘贴到这里；或每行一人，用逗号分开。列：账号、称呼、证书姓名、角色；有列名行时顺序不限，多余的列不读。"
        | "Copy cells from a spreadsheet and paste them here, or write a person a line with commas between. Columns: account, name, name for \
            certificates, role; with a heading in any order, and others are not read.";
    file: "或从文件读入" | "Or from a file";
    file_hint: "电子表格另存的 CSV 或文本文件（UTF-8、GBK、UTF-16 都可以）。" | "CSV or text as a spreadsheet saves it (UTF-8, GBK or UTF-16).";
    preview: "预览" | "Preview";
    again: "再次检查" | "Check again";
    open_n(n): "开设 {n} 个账号" | "Open {n} account" / "Open {n} accounts" by n;
    start_over: "换一份名单" | "Another list";
    read_n(n): "读到 {n} 人" | "{n} person read" / "{n} people read" by n;
    nothing_yet: "还没有开设任何账号" | "Nothing is opened yet";
    no_administrators: "管理员请逐个开设" | "administrators are opened one by one";
    wrong_n(n): "有 {n} 处要改，一个账号也没有开设。在表里改，或勾选“去掉”。"
        | "{n} thing has to be changed; no account was opened. Change it in the table, or take the row out."
        / "{n} things have to be changed; no account was opened. Change them in the table, or take the rows out." by n;
    kept_as(written, kept): "{written} 记为 {kept}" | "{written} is kept as {kept}";
    kept_n(n): "{n} 个账号换成了统一的写法（全角变半角、大写变小写、去掉看不见的字符）。"
        | "{n} login is kept in its plain form: narrow, lower case, nothing invisible."
        / "{n} logins are kept in their plain form: narrow, lower case, nothing invisible." by n;
    unused(names): "没有用到的列：{names}。密码由本人用代码设，不从名单读。" | "Columns that are not used: {names}. Passwords are chosen with the code and not read from a list.";
    take_out: "去掉" | "Take out";
    take_out_of(line): "去掉第 {line} 行" | "Take line {line} out";
    cell(column, line): "第 {line} 行，{column}" | "Line {line}, {column}";
    rows_first(n): "表里先列出要改的行，一次 {n} 行；其余的行没有改动。" | "The table begins with the rows that have to be changed, {n} at a time; the others stay as they are.";
    done_n(n): "开设了 {n} 个账号" | "{n} account is opened" / "{n} accounts are opened" by n;
    once: "代码只显示这一次：现在就下载或打印，交给本人。" | "The codes are shown this once: download or print them now, and hand them out.";
    how(path, until): "本人在 {path} 输入账号和代码，设自己的密码；{until} 前有效，用一次。" | "At {path} each person gives account and code and sets a password; it works once, until {until}.";
    code: "代码" | "Code";
    place: "设密码的地址" | "Where the password is set";
    download: "下载表格（CSV）" | "Download as a sheet (CSV)";
    taken_meanwhile(logins): "核对期间被别人用掉、没有开设的账号：{logins}" | "Taken by somebody meanwhile, and not opened: {logins}";
    left_n(n): "数据库中断，还有 {n} 人没有开设：把他们再导入一次。"
        | "The database failed, and {n} person was not reached: import them again."
        / "The database failed, and {n} people were not reached: import them again." by n;
    to_accounts: "回到账号" | "Back to accounts";
}
