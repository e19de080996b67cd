//! Words of the guide for a teacher who writes here for the first time. What a button is called comes from the words of the button.

messages! {
    title: "怎么写一课" | "How to write a lesson";
    lead: "从新建课程到学员读到，一步一节，照着点就行。不用先学什么格式。" | "From a new course to what learners read, a step at a time. There is no format to learn first.";
    steps: "一步一步" | "The steps";

    course: "新建一门课" | "Begin a course";
    course_words(workshop, new, create): "在“{workshop}”点“{new}”，选用哪种语言写，写一个标题。网址名用小写字母、数字和连字符，例如 data-cleaning。点“{create}”，第一课就打开了：里面已经有字，照着改。"
        | "In the {workshop}, press “{new}”, choose the language of the course and write a title. \
            The name in the address takes lower-case letters, digits and hyphens, such as data-cleaning. \
            Press “{create}” and the first lesson opens, with words in it to write over.";
    course_seen: "新建课程的表单：标题，网址名，新建按钮。" | "The form of a new course: title, name in the address, a button to create it.";

    lesson: "写第一课" | "Write the first lesson";
    lesson_words(bold, heading): "左边是写的，右边是学员看到的，写一个字就跟着变（手机上在下面）。最上面两行 +++ 之间，只改引号里的标题和介绍，还有学这一课要几分钟。\
            正文写在它们下面，空一行就是新的一段。选中几个字，点“{bold}”；小标题点“{heading}”。"
        | "What you write is on the left, what learners see on the right, and it follows as you type (on a phone it is below). Between the two lines of +++ at the \
            top, change the title and the summary between the quotation marks, and how many minutes the lesson takes. The text goes below them; an empty line \
            begins a new paragraph. Choose some words and press “{bold}”; for a heading within the lesson press “{heading}”.";
    lesson_seen: "编辑页：左边是正文，右边是同一课学员看到的样子。" | "The editor: the text on the left, the same lesson as learners see it on the right.";

    figure: "放一张图" | "Put in a picture";
    figure_words(figure, alt, insert): "把光标放在要放图的地方，点“{figure}”，选一个文件。“{alt}”一定要写：看不见图的人听到的就是它。点“{insert}”。照片里的拍摄地点会自动去掉。"
        | "Put the cursor where the picture goes, press “{figure}” and choose a file. Do fill in “{alt}”: it is what people hear who cannot see the picture. \
            Press “{insert}”. Where a photograph was taken is removed from it by itself.";
    figure_seen: "图片的表单：选文件，图上能看到什么，图题。" | "The form of a figure: a file, what is to be seen in it, a caption.";

    table: "放一个表格" | "Put in a table";
    table_words(table, insert): "点“{table}”，定好行数和列数，在格子里填字；按 Tab 键到下一格。点“{insert}”。"
        | "Press “{table}”, set rows and columns and fill in the cells; the Tab key leads to the next one. Press “{insert}”.";
    table_seen: "表格的表单：行数、列数，和可以填字的格子。" | "The form of a table: rows, columns, and cells to fill in.";

    maths: "写一个公式" | "Write a formula";
    maths_words(maths, own): "点“{maths}”。平方写 x^2，分数写 \\frac{{1}}{{2}}，根号写 \\sqrt{{x}}。勾选“{own}”，公式就居中单独占一行。"
        | "Press “{maths}”. A square is x^2, a fraction \\frac{{1}}{{2}}, a root \\sqrt{{x}}. Tick “{own}” and the formula stands by itself.";

    item: "出一道题" | "Write an item";
    item_words(item, insert): "点“{item}”，选题型，写题干和选项，勾出对的。解析是给答完的人看的。点“{insert}”，题就在这一课里，读到这里就能练。"
        | "Press “{item}”, choose a type, write the question and the options, and tick what is right. The why is for those who have answered. \
            Press “{insert}”: the item stands in the lesson, to be practised there.";
    item_seen: "题目的表单：题型，题干，四个选项，勾出的是对的。" | "The form of an item: its type, the question, four options, the right one ticked.";

    look: "看一遍" | "Look it through";
    look_words(problems, mend): "右边就是学员会看到的样子。下面的“{problems}”说哪一行不对、该怎么写；点行号，光标就到那一行。有“{mend}”的，点一下就改好。"
        | "On the right is what learners will see. “{problems}” below says which line is not right and what to write instead; press the line and the cursor \
            goes there. Where there is “{mend}”, it does it for you.";

    trial: "自己答一答" | "Try the item yourself";
    trial_words(trial, key): "在右边的题里作答，点“{trial}”，看到的就是学员会得到的回答。答几次都不留记录。答案在“{key}”里。"
        | "Answer the item on the right and press “{trial}”: you are told what a learner would be told. Nothing of it is kept. The answer is under “{key}”.";
    trial_seen: "预览里的一道题：选了一项，下面说答对了和为什么。" | "An item of the preview: an option is chosen, and below it stands that it is right, and why.";

    save: "存草稿" | "Save the draft";
    save_words(save): "点“{save}”，或者按 Ctrl+S（苹果电脑按 ⌘S）。草稿只有备课成员看得到。没存就关了也不怕：写的留在这台设备上，下次打开会问要不要放回去。"
        | "Press “{save}”, or Ctrl+S (⌘S on a Mac). A draft is seen by those alone who write the course with you. If the page closes before you save, what you \
            wrote stays on this device, and you are asked when you open it again.";

    review: "请同事看" | "Ask a colleague";
    review_words(publish, ask, approve, back): "点“{publish}”，先看清会改变什么。有的网站要同事看过才能发布：点“{ask}”，同事可以在任何一行写评语，再点“{approve}”或“{back}”。退回了，改好再请一次。"
        | "Press “{publish}” and look at what will change. Where your site asks for a second pair of eyes, press “{ask}”: a colleague remarks on any line, then \
            chooses “{approve}” or “{back}”. If it comes back, mend it and ask again.";
    review_seen: "发布页：会改变什么，和请同事看的表单。" | "The page before a publication: what will change, and the form that asks a colleague.";

    publish: "发布" | "Publish";
    publish_words(now, later): "点“{now}”，学员马上看得到。也可以在“{later}”里写一个时间，到时自己发布。正在考试的人不受影响。"
        | "Press “{now}” and learners see it at once. Or give a time under “{later}”, and it publishes itself. Whoever sits an exam is not touched.";

    learners: "学员看到的" | "What learners see";
    learners_words(check): "图、表、公式和题都在一页上，手机上也好读，打印出来也整齐。学员作答后点“{check}”，马上知道对不对。不明白的可以在这一课下面提问，问题会到备课页来。"
        | "Picture, table, formula and items are on one page, which reads well on a phone and on paper. Learners answer and press “{check}”, and know at once. \
            What they do not understand they ask below the lesson; the question comes to your workshop.";
    learners_seen: "学员看到的一课：标题，图片和图题，表格。" | "The lesson as a learner sees it: title, picture with its caption, table.";

    undo: "收回" | "Take it back";
    undo_words(publications, back, more, history): "已经发布的：在发布页的“{publications}”里点“{back}”，这门课就回到那时的样子。还没发布的：在编辑页的“{more}”里放弃草稿。每次保存都在“{history}”里，随时可以恢复。"
        | "What is published: on the page before a publication, under “{publications}”, choose “{back}”, and the course is as it was then. What is not: give the \
            draft up under “{more}” in the editor. Every save is in the “{history}” and can be restored.";

    keys: "只用键盘" | "By keyboard alone";
    tab: "下一处，上一处；在正文里也一样" | "the next place, the one before; in the text as well";
    arrows: "在正文上面的那排按钮里左右走" | "along the row of buttons above the text";
    saves: "存草稿" | "saves the draft";
    next_problem: "到下一个问题" | "to the next problem";
    closes: "关掉一个表单，回到打开它的按钮" | "closes a form, back to the button that opened it";
    indents: "让 Tab 键在正文里缩进；再按一次，又是走到下一处" | "lets Tab indent the text; once more, and Tab leads on again";

    marks: "记号一览" | "The marks in the text";
    marks_lead: "按钮和表单写下的就是这些记号。记住了，也可以直接写。" | "These are the marks that buttons and forms write. Once you know them, write them yourself.";
}
