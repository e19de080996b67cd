//! Faults of files: names, encoding, size, figures.

use super::{Suggestion, Words};

super::faults! {
    /// Faults of files.
    FileFault
    NotUtf8 Error "not-utf8"
        "这一行不是 UTF-8 编码的文字" "在编辑器里选择“另存为”，编码选 UTF-8（记事本：文件→另存为→编码）。"
        "this line is not UTF-8 text" "save the file again with the encoding UTF-8.";
    ControlCharacter { code: String } Error "control-character"
        "这一行有看不见的控制字符 {code}" "删掉它：多半是从别处粘贴带来的。"
        "this line holds the invisible control character {code}" "delete it; it usually comes along with pasted text.";
    TooBig { size: usize, most: usize } Error "file-too-big"
        "文件有 {size} KB，超过了 {most} KB" "文字拆成几个文件；图片缩小或压缩（SVG 常常更小）；影片降低分辨率，或分成几段。"
        "the file has {size} KB, more than {most} KB"
        "split text into several files; shrink or compress figures (SVG is often smaller); lower the resolution of a film, or part it.";
    LinkLeftOut Warning "link-left-out"
        "这个符号链接没有读：它指向文件夹之外、不存在的文件，或另一个文件夹" "把它指向的文件复制到这里；指向同一文件夹里一个文件的链接可以用。"
        "this symbolic link was left out: it leads out of the folder, to nothing, or to another folder"
        "copy the file to this place; a link to a file within the folder is followed.";
    StrayFile { wanted: Words } Warning "stray-file"
        "这个文件不会发布：它不在该在的位置，或类型不对" "{wanted}；不想发布的笔记，文件名以 `_` 开头。"
        "this file will not be published: it is not where such files belong, or not of a type known" "{wanted}; begin the name of a private note with `_`.";
    BadSlug { slug: String, proposal: String } Error "bad-slug"
        "名字 `{slug}` 不能用在网址里" "只用小写字母、数字和连字符，例如 `{proposal}`。"
        "the name `{slug}` cannot stand in an address" "use lower-case letters, digits and hyphens only, such as `{proposal}`.";
    BadLessonName { name: String, proposal: String } Error "bad-lesson-name"
        "课文的文件名 `{name}` 应当是三位数字、连字符和小写名字" "改名为 `{proposal}`；数字决定课文的次序。"
        "the lesson's file name `{name}` should be three digits, a hyphen and a lower-case name" "rename it to `{proposal}`; the number orders the lessons.";
    DuplicateNumber { other: String } Warning "duplicate-number"
        "课文的序号与 `{other}` 相同，先后次序不明" "换一个没有用过的序号。"
        "the lesson has the same number as `{other}`, so their order is not clear" "take a number that is not used.";
    DuplicateLesson { other: String } Error "duplicate-lesson"
        "课文的名字与 `{other}` 相同，网址会重复" "序号后面的名字在一门课里只能用一次。"
        "the lesson has the same name as `{other}`: their addresses would be the same" "the name after the number may be used once in a course.";
    NoCourse Error "no-course-file"
        "这个文件夹里没有 `course.md`" "新建 `course.md`，front matter 里写 `title` 和 `summary`；不是课程的文件夹，名字以 `_` 开头。"
        "this folder has no `course.md`" "write a `course.md` with `title` and `summary` in its front matter; begin the name of a folder that is not a course with `_`.";
    MissingTwin { twin: String } Warning "missing-twin"
        "没有英文版，英文读者会看到中文" "新建 `{twin}`，题目编号和选项次序与中文版相同。"
        "there is no English twin: English readers will see Chinese" "write `{twin}` with the same ids and the same order of options.";
    OrphanTwin { first: String } Error "orphan-twin"
        "有英文版，却没有中文版" "中文是第一语言：新建 `{first}`，或改正文件名。"
        "there is an English twin without its Chinese file" "Chinese is the first language: write `{first}`, or correct the name.";
    TwinOfEnglish Error "twin-of-english"
        "这门课在 `course.md` 里写明只有英文（`language = \"en\"`），不能再有英文版" "删去这个文件；要加中文，就把英文文件改名为 `.en.md`，中文写进 `.md`，再删去 `language`。"
        "`course.md` says that the course is written in English (`language = \"en\"`), so it has no English version beside"
        "delete this file; to add Chinese, rename the English files to `.en.md`, write the Chinese into `.md` and delete `language`.";
    BadOrigin Warning "bad-origin"
        "读不懂这门课从哪里来" "从课程包导入时写下的 `origin.json` 不要手改；找不回来就删掉它，但以后不能随原课程更新。"
        "where the course came from cannot be read"
        "`origin.json` is written when a course package is taken, and not edited by hand; deleted, the course cannot follow its source any more.";
    BadMedia { wanted: Words } Error "bad-media"
        "不能放在课程里：{wanted}" "图片用 SVG、PNG、JPEG 或 WebP，声音用 MP3、M4A 或 OGG，影片用 MP4 或 WebM，字幕用 WebVTT，供下载的数据用 CSV、XLSX、ZIP 等，扩展名与内容一致。"
        "cannot be part of a course: {wanted}"
        "pictures are SVG, PNG, JPEG or WebP, sound is MP3, M4A or OGG, films are MP4 or WebM, captions WebVTT, data to download CSV, XLSX, \
         ZIP and others, with the file extension that says so.";
    UnsafeSvg { what: String } Error "unsafe-svg"
        "SVG 里有不许出现的内容：{what}" "删去脚本、事件属性、外部引用和 foreignObject；在 Inkscape 里另存为“纯 SVG”通常就够了。"
        "the SVG holds what is not allowed: {what}" "remove scripts, event attributes, external references and foreignObject; saving as “Plain SVG” in Inkscape usually does it.";
    NoSize Warning "figure-without-size"
        "看不出图片的宽和高，页面载入时会跳动" "在 `<svg>` 上写 `viewBox=\"0 0 宽 高\"`。"
        "the figure's width and height cannot be told, so the page will jump while loading" "write `viewBox=\"0 0 width height\"` on the `<svg>`.";
    UnusedMedia Warning "unused-media"
        "没有一页用到这个文件" "在正文里引用它，或删掉文件。"
        "no page uses this file" "show it in a text, or delete the file.";
    MissingMedia { name: String, known: Suggestion } Error "missing-media"
        "找不到文件 `media/{name}`" "{known}"
        "there is no file `media/{name}`" "{known}";
    TellsPlace Warning "picture-tells-place"
        "图片里记着拍摄的地点（GPS），看到图片的人都能读出来" "在备课的“媒体”页上传它，拍摄信息会去掉；或先用工具删掉（`exiftool -all= 文件`）。"
        "the picture tells where it was taken (GPS), to everybody who sees it"
        "upload it on the page “Media” of the workshop, which takes that out; or remove it before (`exiftool -all= FILE`).";
    TooWide { width: usize, most: usize } Warning "picture-too-wide"
        "图片宽 {width} 像素，页面用不到，读者要多等" "缩小到 {most} 像素以内；一般 1600 就够了。"
        "the picture is {width} pixels wide, more than any page shows, and readers wait for it" "shrink it to {most} at most; 1600 are usually enough.";
    MissingCaptions { name: String, wanted: String } Warning "missing-captions"
        "影片 `{name}` 没有字幕，听不见的人看不懂" "写一个 WebVTT 字幕文件，存成 `media/{wanted}`。"
        "the film `{name}` has no captions for those who cannot hear it" "write captions as WebVTT and save them as `media/{wanted}`.";
    MissingTranscript { name: String, wanted: String } Warning "missing-transcript"
        "录音或影片 `{name}` 没有文字稿" "把讲的内容写成文字，存成 `media/{wanted}`：页面上折叠在下面，打印时也有。"
        "the recording `{name}` has no transcript" "write down what is said and save it as `media/{wanted}`: it is folded below the player, and printed.";
}
