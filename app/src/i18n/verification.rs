//! Words of the verdict over a certificate, and of what to do now.

messages! {
    // genuine: the headings bear the holder's name
    in_force(name): "真实有效：{name}" | "Genuine and in force: {name}";
    in_force_do: "请核对姓名和您面前的人是否一致；下面列出的就是签名数据写的内容。" | "Compare the name with the person before you. Below is what the signed data say.";
    demonstration(name): "真实，但只是演示，不作资格证明：{name}" | "Genuine, but a demonstration and no qualification: {name}";
    demonstration_do: "它由演示环境签发，不证明任何职业技能，请不要当作证书采信。" | "It was issued by a demonstration and certifies no skill. Do not accept it as a certificate.";
    not_yet(name): "真实，但还没有生效：{name}" | "Genuine, but not yet in force: {name}";
    not_yet_do: "生效之前请不要采信。" | "Do not rely on it before it is in force.";
    expired(name): "真实，但已经过期：{name}" | "Genuine, but expired: {name}";
    expired_do: "有效期已过。请向持证人要新的证书。" | "Its validity is over. Ask the holder for a newer certificate.";
    corrected(name): "真实，但已被新版本代替：{name}" | "Genuine, but replaced by a newer version: {name}";
    corrected_do: "请不要再用这一版；打开下面的查验页看现在的版本，或者请持证人重新下载。" | "Do not use this version. Open the page below for the present one, or ask the holder to download it anew.";
    revoked(name): "真实颁发过，但已被吊销：{name}" | "Issued once, but revoked: {name}";
    revoked_do: "这张证书已经失效，请不要采信。" | "It is no longer in force. Do not rely on it.";
    // not genuine
    forged: "不是真的：签名不成立" | "Not genuine: the signature does not hold";
    forged_do: "签名数据被改动过，或者是伪造的。请不要采信，可以请持证人直接发来下载的 PDF，再查一次。"
        | "The signed data were changed or forged. Do not rely on it. You may ask the holder for the PDF as downloaded, and check that.";
    foreign_key: "不是真的：不是本机构签的名" | "Not genuine: not signed by this issuer";
    foreign_key_do: "它冒用本机构的名义，签名用的却不是本机构的密钥。请不要采信，并告诉本机构。" | "It bears this issuer's name, but the key is not this issuer's. Do not rely on it, and tell the issuer.";
    withdrawn_key: "不能采信：签名密钥已经作废" | "Not to be relied on: the key was withdrawn";
    withdrawn_key_do: "签名用的密钥可能被别人用过，本机构已经作废它，并为持证人换发了新版本。请持证人重新下载，或者按编号查验。"
        | "Somebody else may have used the key that signed it, so it was withdrawn and certificates were issued anew. Ask the holder to download it again, or look the number up.";
    file_differs: "这份文件不是我们签发的那一份" | "This file is not the one we issued";
    file_differs_says: "里面的凭证是真的，它写的是：" | "The credential in it is genuine and says:";
    file_differs_do: "您在文件里看到的文字可能被改过。请只相信下面列出的签名数据，或者请持证人发来从本网站下载的原文件。"
        | "What you see in the file may have been changed. Rely only on the signed data below, or ask the holder for the file as downloaded from this site.";
    not_recorded: "不能采信：本机构没有颁发记录" | "Not to be relied on: no record of its issue";
    not_recorded_do: "签名成立，但本机构的记录里没有它。请不要采信，并告诉本机构。" | "The signature holds, but the issuer's records know nothing of it. Do not rely on it, and tell the issuer.";
    record_differs: "不能采信：与本机构的记录不一致" | "Not to be relied on: the records say otherwise";
    record_differs_do: "签名成立，但内容和本机构的记录不同。请不要采信，并告诉本机构。" | "The signature holds, but the issuer's records say something else. Do not rely on it, and tell the issuer.";
    no_such_number: "查无此证" | "No certificate has this number";
    no_such_number_do: "请把编号逐位核对一遍。如果一位不差，这张证书就不是本网站颁发的；也可以请持证人发来下载的 PDF，上传查验。"
        | "Compare it digit by digit. If it agrees, this site never issued it. You may also ask the holder for the PDF and upload it.";
    specimen: "这是首页样张上的编号：样张是画的，没有人持有它。" | "This is the number on the specimen of the home page: a drawing, which nobody holds.";
    // cannot be told
    no_credential: "无法判断：文件里没有签名凭证" | "Cannot be told: this file holds no credential";
    no_credential_do: "这既不说明它真，也不说明它假：照片、扫描件和打印件里本来就没有签名数据，二维码也没有读出来。请输入证书编号查验，或者请持证人发来下载的 PDF。"
        | "That proves nothing either way: photographs, scans and prints hold no signed data, and no QR code could be read. Type the number, \
            or ask the holder for the PDF as downloaded.";
    unreadable: "无法判断：读不了这份文件" | "Cannot be told: this file cannot be read";
    unreadable_do: "可能传坏了，或者不是 PDF、PNG、JPEG、SVG、JSON。请重新选择，或者输入证书编号查验。" | "It may be torn, or is neither PDF, PNG, JPEG, SVG nor JSON. Choose again, or type the number.";
    too_large: "无法判断：文件太大" | "Cannot be told: the file is too large";
    too_large_do: "最多 2 MiB。照片请只拍二维码，或者截屏后再传；也可以输入证书编号查验。" | "At most 2 MiB. Photograph the QR code alone or send a screenshot, or type the number.";
    several_credentials: "无法判断：文件里不止一份凭证" | "Cannot be told: more than one credential is in this file";
    several_credentials_do: "请一份一份地查，用持证人从本网站下载的原文件。" | "Check them one by one, each in the file as downloaded from this site.";
    other_form: "无法判断：这不是本网站的证书" | "Cannot be told: not a certificate of this site";
    other_form_do: "本网站只能查验自己颁发的证书。如果有人说它是本网站颁发的，请不要采信，改用证书编号查验。"
        | "This site can only check what it issued. If somebody says it is from here, do not rely on it: look the number up.";
    other_issuer: "无法判断：它写的是别的机构颁发的" | "Cannot be told: it names another issuer";
    other_issuer_do: "只有那个机构能查验它。如果有人说它是本网站颁发的，请不要采信。" | "Only that issuer can check it. If somebody says it is from here, do not rely on it.";
    other_site: "无法判断：二维码不通向本网站" | "Cannot be told: the QR code does not lead here";
    other_site_do: "请不要扫它，也不要相信它打开的页面。请把证书编号输入到这里查验。" | "Do not scan it, and do not trust the page it opens. Type the certificate's number here.";
    standing_unknown: "签名是真的，是否有效现在查不出" | "Genuine, but whether it is in force cannot be told now";
    standing_unknown_do: "吊销名单这时不可用，请过一会儿再查。" | "The revocation list is not available at this moment. Verify it again later.";
    edition(year): "{year}年版" | "({year} edition)";
    // what was looked at
    heading: "结论" | "Verdict";
    by_number_alone: "只凭编号，这里只显示是否有效、吊销的日期和姓名的第一个字。要看全部内容，请输入证书上二维码旁边的查验码，或者扫二维码、上传 PDF。"
        | "By the number alone this page tells only whether it is in force, when it was revoked, and how the name begins. To see all of it, type the check code \
            beside the QR code, scan it, or upload the PDF.";
    replaced_by(n, reason): "更正为第 {n} 版：{reason}" | "corrected as version {n}: {reason}";
    later_version(n, on): "现行第 {n} 版，{on}更正或换发；更早的版本已作废，请核对文件上的版本。"
        | "Version {n} is the present one, corrected or issued anew on {on}. Earlier versions are void: compare the version on the file.";
    qr: "查验页的二维码" | "QR code of this page";
    code: "查验码" | "Check code";
    code_hint: "12 位，在证书二维码旁边。没有也可以先按编号查。" | "12 characters beside the QR code. You may also look up without it.";
    code_hint_all: "12 位，在证书二维码旁边。" | "12 characters, beside the QR code.";
    wrong_code: "查验码不对，请再核对一遍。" | "That is not its check code. Please compare.";
    show_all: "查看全部内容" | "Show all of it";
    your_number: "您查的编号" | "The number you asked for";
    from_picture: "这一页是按照片里的二维码打开的。照片上印的字不能证明什么：请和下面的内容逐项对照。"
        | "This page was opened by the QR code in your picture. What is printed in the picture proves nothing: compare it with what stands below.";
    picture_proves_nothing: "图片上画的文字和印章不能证明什么，只有里面的签名数据算数：以下面列出的为准。" | "What is drawn in a picture proves nothing. Only the signed data in it count: go by what stands below.";
    not_shown: "只凭编号不显示" | "not shown by number alone";
    file_check: "文件" | "File";
    file_pass: "和颁发时的 PDF 一个字节都不差。" | "It is the PDF as issued, byte by byte.";
    file_fail: "这份 PDF 和颁发时的不一样。" | "This PDF is not the one that was issued.";
    record_pass: "姓名、职业、等级、成绩、日期都和机构记录一致。" | "Name, occupation, level, score and date agree with the issuer’s records.";
    record_pass_earlier: "和机构记录里的这一版一致；这一版后来更正过，现行的记录写的不同。"
        | "It agrees with the record of this version. The version was corrected since, and the present record says something else.";
    record_absent: "机构记录里没有这张证书。" | "The issuer’s records do not hold this certificate.";
    record_differs_words: "和机构记录不一致。" | "It does not agree with the issuer’s records.";
    signature_pass: "两重数字签名都成立，签名数据一个字都没有改动。" | "Both digital signatures hold: not one character of the signed data was changed.";
    signature_fail: "签名不成立：签名数据被改动过，或者是伪造的。" | "The signature does not hold: the signed data were changed or forged.";
}
