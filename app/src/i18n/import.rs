//! Words of opening accounts by a list.

messages! {
    title: "导入账号" | "Import accounts";
    lead: "从电子表格把一批人带进来。先看读成什么，改好了再开设；每个人得到一个只能用一次的重设码，用它自己设密码。"
        | "Add many people from a spreadsheet. See first how the list is read and correct it; then each person gets a code that works once, and sets a password with it.";
    language: "从没登录过的人，邮件和日历用中文；第一次登录以后，用登录页的语言。"
        | "Until somebody first signs in, their mail and calendar are in Chinese; from then on, in the language of the page on which they signed in.";
    list: "名单" | "List";
    list_hint: "从电子表格复制单元格，粘贴到这里；或每行一人，用逗号分开。列：登录名、称呼、证书姓名、角色；有列名行时顺序不限，多余的列不读。"
        | "Copy cells from a spreadsheet and paste them here, or write one person per line with commas between. Columns: account name, name, name for certificates, role; \
            with a heading row in any order, and other columns are ignored.";
    names_count: "写着“姓名”的一列只作称呼；写着“证书姓名”或“证件姓名”的，算作已经对照证件核实，会请您写明依据。"
        | "A column headed “name” is only what others see. One headed “legal name” or “name for certificates” counts as checked against a document, and you are asked by what.";
    confirmed_n(n): "有 {n} 人带证书姓名，开设后算作已经对照证件核实，并记入操作记录。没有核实过的，请清空那一格，由本人填写、以后再核实。"
        | "{n} person has a name for certificates: once opened, it counts as checked against a document, and is logged so. Clear the cell of a name that nobody checked; \
            its person states it, and staff confirm it later."
        / "{n} people have a name for certificates: once opened, it counts as checked against a document, and is logged so. Clear the cell of a name that nobody checked; \
            its person states it, and staff confirm it later." by n;
    counts_as_confirmed: "将算作已核实" | "will count as confirmed";
    file: "或从文件读入" | "Or from a file";
    file_hint: "电子表格（XLSX）的第一张有内容的表，或 CSV、文本文件（UTF-8、GBK、UTF-16 都可以）。"
        | "A spreadsheet (XLSX), of which the first sheet with rows is read, or CSV or text (UTF-8, GBK or UTF-16).";
    preview: "预览" | "Preview";
    again: "再次检查" | "Check again";
    open_n(n): "开设 {n} 个账号" | "Open {n} account" / "Open {n} accounts" by n;
    start_over: "换一份名单" | "Another list";
    read_n(n): "读到 {n} 人" | "{n} person read" / "{n} people read" by n;
    nothing_yet: "还没有开设任何账号" | "No account has been opened yet";
    no_administrators: "管理员请逐个开设" | "open administrators one by one";
    wrong_n(n): "有 {n} 处要改，一个账号也没有开设。在表里改，或勾选“去掉”。"
        | "{n} thing has to be changed; no account was opened. Change it in the table, or leave the row out."
        / "{n} things have to be changed; no account was opened. Change them in the table, or leave the rows out." by n;
    kept_as(written, kept): "{written} 记为 {kept}" | "{written} is kept as {kept}";
    kept_n(n): "{n} 个登录名换成了统一的写法（全角变半角、大写变小写、去掉看不见的字符）。"
        | "{n} account name is kept in its plain form: narrow, lower case, nothing invisible."
        / "{n} account names are kept in their plain form: narrow, lower case, nothing invisible." by n;
    unused(names): "没有用到的列：{names}。密码由本人用重设码设，不从名单读。" | "Columns that are not used: {names}. Each person sets a password with the code; none is read from a list.";
    take_out: "去掉" | "Leave out";
    take_out_of(line): "去掉第 {line} 行" | "Leave line {line} out";
    line_n(n): "第 {n} 行" | "Line {n}";
    cell(column, line): "第 {line} 行，{column}" | "Line {line}, {column}";
    rows_first(n): "表里先列出要改的行，一次 {n} 行；其余的行没有改动。" | "The table begins with the rows that have to be changed, {n} at a time; the others stay as they are.";
    done_n(n): "开设了 {n} 个账号" | "{n} account is opened" / "{n} accounts are opened" by n;
    once: "重设码只显示这一次：现在就下载或打印，交给本人。" | "The codes are shown only once: download or print them now, and hand them out.";
    how(path, until): "本人在 {path} 输入登录名和重设码，设自己的密码；{until} 前有效，用一次。"
        | "At {path} each person enters account name and code and sets a password; the code works once, until {until}.";
    code: "重设码" | "Code";
    place: "设密码的地址" | "Where the password is set";
    download: "下载表格（CSV）" | "Download as a sheet (CSV)";
    taken_meanwhile(logins): "核对期间被别人用掉、没有开设的登录名：{logins}" | "Taken by somebody else meanwhile, so not opened: {logins}";
    left_n(n): "数据库中断，还有 {n} 人没有开设：把他们再导入一次。"
        | "The database failed, and {n} person was not reached: import them again."
        / "The database failed, and {n} people were not reached: import them again." by n;
    to_accounts: "回到账号" | "Back to accounts";
}
