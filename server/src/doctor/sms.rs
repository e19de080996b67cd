//! The gateway of short messages: whether there is one, and whether it can be reached.

use super::{Diagnosis, Part, both};
use crate::Config;
use zhixing_delivery::sms::HttpGateway;
use zhixing_domain::message::endpoint;

const SMS: Part = ["sms", "短信", "text messages"];

pub(super) async fn look(config: &Config) -> Vec<Diagnosis> {
    let Some((url, secret)) = &config.sms else {
        return vec![Diagnosis::fine(SMS, both!("没有配置：系统不发短信" | "not configured: none are sent"))];
    };
    let host = url.split('/').nth(2).unwrap_or_default();
    let reached = match HttpGateway::new(url, secret, endpoint::is_local(&config.public_url)) {
        Ok(gateway) => gateway.answers().await,
        Err(why) => Err(why),
    };
    vec![match reached {
        Ok(()) => Diagnosis::fine(SMS, both!("由 {host} 发送，连得上" | "sent by {host}, which can be reached")),
        Err(why) => Diagnosis::broken(
            SMS,
            both!("连不上 {host}：{why}" | "{host} cannot be reached: {why}"),
            both!(
                "核对 sms_url，并从这台机器连接它；在那之前短信等着，一天后不再发"
                    | "check `sms_url` and connect to it from this machine; until then messages wait, and after a day they are not sent"
            ),
        ),
    }]
}
