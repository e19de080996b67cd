//! Accounts: those of the demonstration that are still open, staff who sign in with one step, and how people are written to.

use super::{Diagnosis, Part, both};
use crate::{Config, demo, hashing::Hashing};
use std::sync::Arc;
use zhixing_domain::{account::Role, passkey::RelyingParty};
use zhixing_store::Store;

const DEMO_ACCOUNTS: Part = ["demo-accounts", "演示账号", "demonstration accounts"];
const STEPS: Part = ["second-factor", "两步验证", "second factor"];
const PASSKEYS: Part = ["passkeys", "通行密钥", "passkeys"];
const MAIL: Part = ["mail", "邮件", "mail"];

pub(super) async fn look(config: &Config, store: Option<&Store>, hashing: &Arc<Hashing>) -> Vec<Diagnosis> {
    let mut report = vec![];
    if let Some(store) = store {
        let open = demo::accounts(store, hashing).await.unwrap_or_default();
        report.push(demonstration(&open.into_iter().map(|a| a.login).collect::<Vec<_>>(), config.demo));
        let required = Role::STAFF.iter().all(|role| config.two_steps.has(*role));
        let host = RelyingParty::of(&config.public_url).map(|site| site.host);
        report.push(passkeys(&store.staff_kept_out(host.as_deref()).await.unwrap_or_default(), &config.public_url));
        report.push(steps(&store.staff_with_one_step().await.unwrap_or_default(), required));
    }
    report.push(mail(config.mail.as_ref().map(|(_, from)| from.as_str())));
    report
}

fn demonstration(open: &[String], demo: bool) -> Diagnosis {
    let logins = open.join(", ");
    match (open.is_empty(), demo) {
        (true, _) => Diagnosis::fine(DEMO_ACCOUNTS, both!("没有开着的" | "none is open")),
        (false, true) => Diagnosis::fine(DEMO_ACCOUNTS, both!("开着，因为 demo 开着：{logins}" | "open, because `demo` is on: {logins}")),
        (false, false) => Diagnosis::broken(
            DEMO_ACCOUNTS,
            both!("人人知道密码的账号还开着：{logins}" | "accounts whose password everybody knows are still open: {logins}"),
            both!("不带 demo 启动一次服务器，它们就会停用" | "start the server once without `demo`: that disables them"),
        ),
    }
}

/// More names than this say no more.
const NAMED: usize = 8;

fn steps(logins: &[String], required: bool) -> Diagnosis {
    if logins.is_empty() {
        return Diagnosis::fine(STEPS, both!("所有工作人员都用" | "all staff sign in with two steps"));
    }
    let more = if logins.len() > NAMED { ", …" } else { "" };
    let (count, named) = (logins.len(), format!("{}{more}", logins.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ")));
    if required {
        return Diagnosis::fine(
            STEPS,
            both!(
                "{count} 名工作人员还没有设置，设置之前角色不起作用：{named}"
                    | "{count} of staff have none yet, and their roles rest until they do: {named}"
            ),
        );
    }
    Diagnosis::doubtful(
        STEPS,
        both!("{count} 名工作人员只凭密码登录：{named}" | "{count} of staff sign in by the password alone: {named}"),
        both!(
            "设定 require_second_factor = \"staff\"，并请他们在“个人资料”里设置"
                | "set require_second_factor = \"staff\", and ask them to set it up on their profile"
        ),
    )
}

fn passkeys(logins: &[String], address: &str) -> Diagnosis {
    if logins.is_empty() {
        return Diagnosis::fine(PASSKEYS, both!("没有人被地址挡在外面" | "nobody is kept out by the address"));
    }
    let logins = logins.join(", ");
    Diagnosis::broken(
        PASSKEYS,
        both!(
            "工作人员的通行密钥是在别的地址添加的，在 {address} 登录不了：{logins}"
                | "staff whose passkeys were made at another address cannot sign in at {address}: {logins}"
        ),
        both!(
            "改回原来的 public_url，或者逐个关闭第二步：zhixing user one-step 账号"
                | "set `public_url` back, or turn their second step off one by one: zhixing user one-step LOGIN"
        ),
    )
}

/// `from` is the sender, where mail is sent.
fn mail(from: Option<&str>) -> Diagnosis {
    if let Some(from) = from {
        return Diagnosis::fine(MAIL, both!("以 {from} 的名义发送" | "sent as {from}"));
    }
    Diagnosis::doubtful(
        MAIL,
        both!("没有配置：系统不发邮件" | "not configured: no mail is sent"),
        both!(
            "忘记密码的人要向管理员要重置码（或 zhixing user password 账号）；请把联系方式告诉大家"
                | "whoever forgot a password asks an administrator for a code (or zhixing user password LOGIN); tell people whom to ask"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::{super::Health, *};

    #[test]
    fn mail_is_fine_where_it_is_sent() {
        assert_eq!(mail(Some("no-reply@example.cn")).health, Health::Fine);
        assert_eq!(mail(None).health, Health::Doubtful);
    }

    #[test]
    fn accounts_that_everybody_can_open_are_named() {
        let open = ["admin".to_string()];
        assert_eq!(demonstration(&[], false).health, Health::Fine);
        assert_eq!(demonstration(&open, true).health, Health::Fine);
        assert_eq!(demonstration(&open, false).health, Health::Broken);
        assert_eq!(passkeys(&[], "https://exam.example.cn").health, Health::Fine);
        assert_eq!(passkeys(&open, "https://exam.example.cn").health, Health::Broken);
        assert_eq!(steps(&[], false).health, Health::Fine);
        assert_eq!(steps(&open, true).health, Health::Fine);
        assert_eq!(steps(&open, false).health, Health::Doubtful);
    }
}
