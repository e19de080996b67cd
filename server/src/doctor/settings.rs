//! The settings: whether they can be used, and what nobody has decided yet.

use super::{Diagnosis, Part, both};
use crate::config::{Config, ConfigError, SETTINGS};

const SETTINGS_PART: Part = ["settings", "设置", "settings"];
const DEMO: Part = ["demonstration", "演示", "demonstration"];
const METRICS: Part = ["metrics", "指标", "metrics"];

pub(super) fn unusable(error: &ConfigError) -> Diagnosis {
    Diagnosis::broken(
        SETTINGS_PART,
        both!("这项设置不能用：{error}" | "a setting cannot be used: {error}"),
        both!(
            "改正配置文件、环境变量或命令行里的这一项；`zhixing config --help` 列出所有设置。服务器也不会启动"
                | "correct it in the file, the environment or the flags; `zhixing config --help` lists all settings. The server does not start either"
        ),
    )
}

pub(super) fn look(config: &Config) -> Vec<Diagnosis> {
    let decided = SETTINGS.iter().filter(|s| config.values.get(s.name).is_some_and(|v| v != s.default)).count();
    let undecided = config.undecided.join(", ");
    let settings = if undecided.is_empty() {
        Diagnosis::fine(SETTINGS_PART, both!("可以使用，其中 {decided} 项由您设定" | "usable; {decided} of them are yours"))
    } else {
        Diagnosis::broken(
            SETTINGS_PART,
            both!(
                "还没有设定：{undecided}。设定之前不会颁发任何证书"
                    | "not decided yet: {undecided}. No certificate is issued until they are"
            ),
            both!(
                "写进 zhixing.toml；证书上永远写着这些内容，请先核对"
                    | "write them into zhixing.toml; certificates name them for ever, so check them first"
            ),
        )
    };
    vec![settings, demonstration(config.demo, config.https()), metrics(config)]
}

fn demonstration(demo: bool, public: bool) -> Diagnosis {
    match (demo, public) {
        (false, _) => Diagnosis::fine(DEMO, both!("关闭" | "off")),
        (true, false) => Diagnosis::doubtful(
            DEMO,
            both!(
                "打开：演示账号的密码人人都知道，证书上也注明是演示"
                    | "on: everybody knows the passwords of its accounts, and certificates say so"
            ),
            both!("正式使用时去掉 demo" | "leave out `demo` for real use"),
        ),
        (true, true) => Diagnosis::broken(
            DEMO,
            both!(
                "打开，而且别人能访问：谁都能用 admin / zhixing-demo 登录"
                    | "on where others reach it: anybody signs in as admin with zhixing-demo"
            ),
            both!("去掉 demo 再启动，演示账号随即停用" | "start without `demo`; its accounts are then disabled"),
        ),
    }
}

fn metrics(config: &Config) -> Diagnosis {
    let behind = config.https() || !config.trusted_proxies.is_empty();
    match (config.metrics_token.len(), behind) {
        (0, true) => Diagnosis::doubtful(
            METRICS,
            both!("/metrics 不答复任何人" | "/metrics answers nobody"),
            both!(
                "设定 metrics_token（例如 `openssl rand -hex 24` 的输出），并让监控带着它来取"
                    | "set `metrics_token` (say, the output of `openssl rand -hex 24`) and give it to what watches the server"
            ),
        ),
        (0, false) => Diagnosis::fine(METRICS, both!("/metrics 只答复本机" | "/metrics answers this machine alone")),
        (1..16, _) => Diagnosis::doubtful(
            METRICS,
            both!("metrics_token 太短，猜得出来" | "`metrics_token` is so short that it can be guessed"),
            both!("换成 `openssl rand -hex 24` 的输出" | "take the output of `openssl rand -hex 24`"),
        ),
        _ => Diagnosis::fine(METRICS, both!("/metrics 答复带 metrics_token 的请求" | "/metrics answers whoever sends `metrics_token`")),
    }
}
