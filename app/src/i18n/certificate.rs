//! Words of certificates and their verification.

messages! {
    title: "职业技能等级证书" | "Certificate of Occupational Skill Level";
    mine: "我的证书" | "My certificates";
    mine_lead: "颁发的文件不再改变；有更正时颁发新版本，旧版本作废。把 PDF 或查验网址交给雇主，对方不用注册就能查验。"
        | "An issued file never changes; a correction is a new version, and the old one is void. Give the PDF or the address of its page to \
            an employer: verifying needs no account.";
    mine_later(n, on): "第 {n} 版，{on}更正或换发。旧文件已作废，请重新下载。" | "Version {n}, corrected or issued anew on {on}. Earlier files are void: please download it again.";
    mine_revoked(on, reason, issuer): "{on}吊销，原因：{reason}。有异议请联系{issuer}。" | "Revoked on {on}: {reason}. If you disagree, ask {issuer}.";
    none: "还没有证书" | "No certificate yet";
    none_words: "考试合格并公布成绩后，证书会出现在这里。" | "It will be here when you have passed an exam and the result is released.";
    to_exams: "去看考试" | "Go to exams";
    pdf: "下载 PDF" | "Download PDF";
    json: "下载凭证 JSON" | "Download credential JSON";
    public_page: "公开查验页" | "Public page";
    sentence(occupation, level): "经考核，达到{occupation} {level}职业技能水平，特发此证。" | " has reached the occupational skill of {occupation}, {level}.";
    number: "证书编号" | "Certificate number";
    score: "理论成绩" | "Theory score";
    demo: "演示证书，不作资格证明" | "Demonstration, not a qualification";
    revoked: "已吊销" | "Revoked";
    specimen: "样张" | "Specimen";
    specimen_name: "李雯" | "Li Wen";
    specimen_occupation: "人工智能训练师" | "AI trainer";
    verify: "查验证书" | "Verify a certificate";
    verify_lead: "扫码、输入编号，或者上传证书文件，几秒钟就知道真假。不需要账号，上传的内容不会保存。" | "Scan, type the number or upload the file, and know in seconds. No account; uploads are never kept.";
    by_number: "按编号查验" | "By its number";
    number_hint: "一个字母加 21 位数字；空格、横线、全角都可以，也可以粘贴整个网址。" | "A letter and 21 digits, with or without spaces and hyphens, or the whole address.";
    look_up: "查验" | "Verify";
    bad_number: "证书编号由一个字母和 21 位数字组成，请核对。" | "A certificate number is a letter and 21 digits. Please compare.";
    by_file: "上传或粘贴证书" | "Upload or paste";
    by_file_words: "PDF、PNG、JPEG、SVG 或凭证 JSON。照片和截屏会读里面的二维码。" | "The PDF, PNG, JPEG, SVG or the credential JSON. Photographs and screenshots are read for their QR code.";
    file: "证书文件" | "File";
    paste: "或者粘贴凭证 JSON" | "Or paste the credential JSON";
    check: "查验文件" | "Verify the file";
    nothing_sent: "请选择文件，或者粘贴内容。" | "Choose a file, or paste the text.";
    unreadable: "没有收到完整的文件，请再试一次。" | "The file did not arrive whole. Please try again.";
    another: "再查一份" | "Verify another";
    says: "证书内容" | "What it says";
    holder: "姓名" | "Holder";
    occupation: "职业名称" | "Occupation";
    direction: "工种/职业方向" | "Specialisation";
    level: "职业技能等级" | "Level";
    pass_mark(pass): "合格线 {pass}" | "pass mark {pass}";
    score_of(score, pass): "{score} 分（合格线 {pass}，满分 100）" | "{score} of 100 ({pass} to pass)";
    standard: "职业标准" | "Standard";
    awarded: "发证日期" | "Issued on";
    issuer: "评价机构" | "Issued by";
    version(n): "第 {n} 版" | "Version {n}";
    version_word: "版本" | "Version";
    older: "被更正的旧版本" | "Earlier versions, corrected";
    revoked_on: "吊销时间" | "Revoked on";
    reason: "原因" | "Reason";
    checks: "逐项查验" | "The checks";
    could_not_check: "没有查验。" | "Not checked.";
    format: "格式" | "Format";
    format_pass: "是完整的开放徽章 3.0 凭证。" | "It is a whole Open Badges 3.0 credential.";
    format_fail: "不是可以识别的凭证，或者含有未定义的内容。" | "It is not a credential we can read, or it holds undefined terms.";
    signature: "签名" | "Signature";
    issuer_pass: "签名密钥属于本机构，并在授权期内。" | "The key is this issuer's own and authorised.";
    issuer_fail: "签名密钥不属于本机构。" | "The key is not this issuer's.";
    validity: "有效期" | "Validity";
    validity_pass: "今天在有效期之内。" | "Today lies within its validity.";
    validity_fail: "还没有生效，或者已经过期。" | "It is not valid yet, or has expired.";
    revocation: "吊销状态" | "Revocation";
    revocation_pass: "没有被吊销。" | "It is not revoked.";
    revocation_fail: "已经被吊销。" | "It has been revoked.";
    record: "机构记录" | "Issuer's record";
    yourself: "自己查验" | "Verify it yourself";
    yourself_words: "凭证是 W3C 可验证凭证 2.0 与开放徽章 3.0 格式，带 eddsa-rdfc-2022 和 eddsa-jcs-2022 两重签名，任何通用验证器都能查验，不依赖本网站。"
        | "The credential is a W3C Verifiable Credential 2.0 and an Open Badge 3.0 with two proofs, eddsa-rdfc-2022 and eddsa-jcs-2022: any \
            verifier can check it without this site.";
    did: "公钥" | "Public keys";
    status_list: "吊销名单" | "Status list";
    // administration
    certificates: "证书管理" | "Certificates";
    find: "按编号或姓名查找" | "Find by number or holder";
    find_button: "查找" | "Find";
    state: "状态" | "State";
    in_force: "有效" | "In force";
    ask_revoke(number): "吊销证书 {number}" | "Revoke the certificate {number}";
    ask_revoke_words: "任何人查验都会立即看到它已吊销。吊销不能恢复；同一编号可以更正，但不会恢复。" | "Everybody who verifies it sees at once that it is revoked. This cannot be undone.";
    revoke: "吊销" | "Revoke";
    revoke_words: "任何人按编号查验，都会看到已经吊销和日期；有证书文件、二维码或查验码的人还会看到原因。不能恢复。"
        | "Everybody who verifies it by its number sees that it is revoked, and the date; whoever has its file, QR code or check code also sees the reason. It cannot be undone.";
    correct: "更正" | "Correct";
    correct_words: "写下正确的姓名和依据，先看更正前后，再颁发同一编号的新版本；旧版本吊销，并指向新版本。"
        | "Give the right name and what shows it, compare before and after, then issue a new version under the same number; the old one is revoked and points to it.";
    reason_needed: "请写明原因，持有证书文件或查验码的人会看到。" | "Give the reason; whoever has the file or its check code will see it.";
    history: "操作记录" | "History";
    was_revoked: "已吊销。" | "Revoked.";
    was_corrected(n): "已更正，第 {n} 版已颁发。" | "Corrected: version {n} is issued.";
    none_found: "没有找到证书" | "No certificate found";
    show_all: "看全部证书" | "Show all certificates";
    none_found_words: "成绩公布并合格后自动颁发。" | "Certificates are issued when a passing result is released.";
}
