//! Words of what lies beside the texts of a course: pictures, recordings, files to download.

use zhixing_domain::{lang::Lang, media::MediaKind};

messages! {
    title: "媒体" | "Media";
    lead: "这门课的图片、声音、影片、字幕、文字稿和数据文件。上传的是草稿，发布之后学员才看得到；照片里的拍摄地点等信息会去掉，画面不变。"
        | "Pictures, sound, films, captions, transcripts and data of the course. What you upload is a draft until it is published. What a \
            photograph tells of place and camera is taken out; the picture stays as it is.";
    file: "文件" | "File";
    hint(picture, photograph, film, data): "图片 SVG、PNG、JPEG、WebP（{picture} MB 以内；更大的 JPEG 照片会缩小，{photograph} MB 以内）；声音 MP3、M4A、OGG，\
            影片 MP4、WebM（{film} MB 以内）；字幕 .vtt、文字稿 .md，与影片同名；数据 CSV、XLSX、ZIP、IPYNB、TXT 等（{data} MB 以内）。"
        | "Pictures: SVG, PNG, JPEG, WebP ({picture} MB at most; a JPEG photograph of up to {photograph} MB is made smaller). \
            Sound: MP3, M4A, OGG; films: MP4, WebM ({film} MB). Captions .vtt and \
            transcripts .md have the name of their film. Data: CSV, XLSX, ZIP, IPYNB, TXT and others ({data} MB).";
    replace: "已经有同名的文件，就换掉它" | "Replace the file of this name, if there is one";
    upload: "上传" | "Upload";
    was_taken: "已经收为草稿。" | "Taken as a draft.";
    was_made_smaller: "照片太大，已经缩小后收为草稿。" | "The photograph was too large: a smaller one is taken as a draft.";
    was_removed: "已经删除（草稿）。发布之后才真正没有。" | "Taken away, as a draft: it is gone once that is published.";
    was_brought_back: "已经恢复为草稿。" | "Brought back, as a draft.";
    was_cleaned(name, what): "{name} 已经收为草稿，并去掉了里面可能有害的内容：{what}。请看看图还对不对。"
        | "{name} is taken as a draft. What could do harm was taken out of it: {what}. Please look whether the picture is still right.";
    no_file: "请选择文件。" | "Choose a file.";
    unreadable: "没有收到完整的文件，请再选一次。" | "The file did not arrive whole. Choose it again.";
    unknown_type(known): "不收这种文件。可以用的扩展名：{known}" | "Files of this type are not taken. These endings are: {known}";
    too_large(kind, mb): "{kind}最大 {mb} MB。请压缩、降低分辨率，或分成几份。" | "{kind}: {mb} MB at most. Compress it, lower its resolution, or part it.";
    taken(name): "已经有 {name} 这个文件。要换掉它，请勾选“换掉”；否则换个名字。" | "There is a file {name} already. Tick “Replace” to put this in its place, or choose another name.";
    quota_full(used, quota): "这门课的媒体已用 {used}，最多 {quota}，放不下这个文件。先删去不用的，或把大的压缩后换掉。"
        | "The media of this course have {used} of {quota}, and there is no room for this file. Delete those that nothing uses, or replace large ones by smaller ones.";
    in_use(name, place): "{name} 还在用：{place}。先在那里去掉它。" | "{name} is in use: {place}. Take it out there first.";
    used_label: "用了多少空间" | "Room used";
    used(used, quota): "已用 {used}，最多 {quota}" | "{used} of {quota}";
    none: "还没有媒体文件" | "No media yet";
    none_words: "上传之后，在正文里写 ![图里有什么](media/文件名)，或 [文字](media/数据.csv)。" | "Once there is one, write ![what it shows](media/name) in a text, or [words](media/data.csv).";
    files: "媒体文件" | "Media files";
    name: "名称" | "Name";
    kind: "种类" | "Kind";
    size: "大小" | "Size";
    uses: "用在哪里" | "Where it is used";
    unused: "没有用到" | "not used";
    place(path, line): "{path} 第 {line} 行" | "{path}, line {line}";
    more(n): "还有 {n} 处" | "{n} more place" / "{n} more places" by n;
    draft: "草稿" | "draft";
    remove: "删除" | "Delete";
    remove_file(name): "删除 {name}" | "Delete {name}";
    picture: "图片" | "Picture";
    sound: "声音" | "Sound";
    film: "影片" | "Film";
    captions: "字幕" | "Captions";
    transcript: "文字稿" | "Transcript";
    data: "数据" | "Data";
}

pub fn kind_word(kind: MediaKind, lang: Lang) -> &'static str {
    match kind {
        MediaKind::Picture => picture(lang),
        MediaKind::Sound => sound(lang),
        MediaKind::Film => film(lang),
        MediaKind::Captions => captions(lang),
        MediaKind::Transcript => transcript(lang),
        MediaKind::Data => data(lang),
    }
}
