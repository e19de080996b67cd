//! The public address: its scheme and host, whether something that speaks TLS answers there, and who stands before the server.

use super::{Diagnosis, Part, both};
use crate::{Config, lock};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, lookup_host},
};

const URL: Part = ["public-url", "公开地址", "public address"];
const TLS: Part = ["tls", "TLS", "TLS"];
const LISTEN: Part = ["listen", "监听地址", "listening"];
const PROXY: Part = ["proxy", "反向代理", "reverse proxy"];

/// How long the public address has to answer.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) async fn look(config: &Config) -> Vec<Diagnosis> {
    let (host, port) = host_and_port(&config.public_url);
    let mut report = vec![url(&config.public_url, &host)];
    if config.https() {
        report.push(tls(&host, port).await);
    }
    report.push(proxy(config));
    report.push(listen(config).await);
    report
}

/// `https://[::1]:8443` as `::1` and 8443.
fn host_and_port(url: &str) -> (String, u16) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let usual = if scheme == "https" { 443 } else { 80 };
    let (host, port) = match rest.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
        Some((host, port)) => (host, port.parse().unwrap_or(usual)),
        None => (rest, usual),
    };
    (host.trim_matches(['[', ']']).to_string(), port)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

fn url(url: &str, host: &str) -> Diagnosis {
    if is_this_machine(host) {
        return Diagnosis::doubtful(
            URL,
            both!("{url} 只有这台机器打得开" | "{url} leads to this machine alone"),
            both!(
                "把 public_url 设成大家要打开的地址，例如 https://exam.example.cn"
                    | "set `public_url` to the address that people use, such as https://exam.example.cn"
            ),
        );
    }
    if url.starts_with("http://") {
        return Diagnosis::broken(
            URL,
            both!(
                "{url} 不是 https：密码和答案在网络上谁都能看到，页面也不能离线保存"
                    | "{url} is not https: passwords and answers are open to the network, and pages cannot be kept on devices"
            ),
            both!(
                "在前面放一个有证书的反向代理，把 public_url 改成 https://…"
                    | "put a reverse proxy with a certificate before it, and write https://… as `public_url`"
            ),
        );
    }
    if host.parse::<std::net::IpAddr>().is_ok() {
        return Diagnosis::doubtful(
            URL,
            both!("{url} 是一个数字地址；证书上永远写着它" | "{url} is an address of numbers, and certificates name it for ever"),
            both!("先申请一个域名" | "get a name for it first"),
        );
    }
    Diagnosis::fine(URL, both!("{url}" | "{url}"))
}

/// The start of a TLS conversation (RFC 8446, section 4.1.2) with nothing in it that a server could accept: whoever speaks TLS answers with a
/// record, be it a refusal.
const HELLO: [u8; 52] = {
    let mut hello = [0; 52];
    let head = [22, 3, 1, 0, 47, 1, 0, 0, 43, 3, 3];
    let mut n = 0;
    while n < head.len() {
        hello[n] = head[n];
        n += 1;
    }
    // 32 bytes of chance and no session are nothing but zeros; then one cipher suite and no compression
    let tail = [0, 2, 0x13, 0x01, 1, 0, 0, 0];
    n = 0;
    while n < tail.len() {
        hello[44 + n] = tail[n];
        n += 1;
    }
    hello
};

async fn tls(host: &str, port: u16) -> Diagnosis {
    let remedy = both!(
        "让反向代理在 {host}:{port} 提供 TLS，再用 `curl -v https://{host}:{port}/healthz` 看证书和到期日"
            | "let a reverse proxy serve TLS at {host}:{port}, then see certificate and term with `curl -v https://{host}:{port}/healthz`"
    );
    let found = match tokio::time::timeout(PATIENCE, greet(host, port)).await {
        Ok(Ok(true)) => {
            return Diagnosis::fine(
                TLS,
                both!(
                    "{host}:{port} 有 TLS 应答（证书和到期日请用 curl 查看）"
                        | "TLS answers at {host}:{port} (see its certificate and term with curl)"
                ),
            );
        }
        Ok(Ok(false)) => both!("{host}:{port} 有应答，但不是 TLS" | "something answers at {host}:{port}, and it is not TLS"),
        Ok(Err(error)) => both!("连不上 {host}:{port}：{error}" | "{host}:{port} cannot be reached: {error}"),
        Err(_) => {
            let s = PATIENCE.as_secs();
            both!("{host}:{port} 在 {s} 秒内没有应答" | "{host}:{port} does not answer within {s} s")
        }
    };
    Diagnosis::doubtful(TLS, found, remedy)
}

async fn greet(host: &str, port: u16) -> std::io::Result<bool> {
    let nowhere = || std::io::Error::new(std::io::ErrorKind::NotFound, "no address");
    let address = lookup_host((host, port)).await?.next().ok_or_else(nowhere)?;
    let mut socket = TcpStream::connect(address).await?;
    socket.write_all(&HELLO).await?;
    let mut first = [0];
    let got = socket.read(&mut first).await.unwrap_or_default();
    // a handshake or an alert
    Ok(got == 1 && matches!(first[0], 22 | 21))
}

fn proxy(config: &Config) -> Diagnosis {
    if config.https() && config.trusted_proxies.is_empty() {
        return Diagnosis::broken(
            PROXY,
            both!(
                "没有写明反向代理：在服务器看来所有人都来自同一个地址，限速和考场网段都不准"
                    | "no proxy is named: everybody seems to come from one address, so bounds and networks of rooms are wrong"
            ),
            both!(
                "把代理的地址写进 trusted_proxies；同一台机器上就是 127.0.0.1"
                    | "write the proxy's address into `trusted_proxies`; on the same machine it is 127.0.0.1"
            ),
        );
    }
    if config.https() && !config.secure_cookies {
        return Diagnosis::broken(
            PROXY,
            both!(
                "secure_cookies 关着：登录状态会经明文连接发出" | "`secure_cookies` is off: sessions travel on plain connections as well"
            ),
            both!("去掉 secure_cookies 这一项" | "leave `secure_cookies` out"),
        );
    }
    let names: Vec<String> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    let names = names.join(", ");
    if names.is_empty() {
        return Diagnosis::fine(PROXY, both!("没有，也不需要" | "none, and none is needed"));
    }
    Diagnosis::fine(PROXY, both!("相信 {names} 说的来源地址" | "{names} may say where requests come from"))
}

/// Whether the port is free, or ours.
async fn listen(config: &Config) -> Diagnosis {
    let address = config.listen;
    if let Err(error) = TcpListener::bind(address).await {
        return taken(address, &error, lock::is_held(&config.data));
    }
    if !config.trusted_proxies.is_empty() && !address.ip().is_loopback() && config.trusted_proxies.iter().all(|p| p.is_loopback()) {
        return Diagnosis::doubtful(
            LISTEN,
            both!(
                "{address}：别人可以绕过本机的代理，用明文直接连进来"
                    | "{address}: others may pass by the proxy of this machine, without TLS"
            ),
            both!("写成 listen = \"127.0.0.1:8080\"" | "write listen = \"127.0.0.1:8080\""),
        );
    }
    Diagnosis::fine(LISTEN, both!("{address} 空着，服务器没有运行" | "{address} is free; no server runs"))
}

fn taken(address: SocketAddr, error: &std::io::Error, ours: bool) -> Diagnosis {
    if ours && error.kind() == std::io::ErrorKind::AddrInUse {
        return Diagnosis::fine(LISTEN, both!("{address}：服务器正在运行" | "{address}: the server runs"));
    }
    Diagnosis::broken(
        LISTEN,
        both!("不能在 {address} 监听：{error}" | "nobody can listen at {address}: {error}"),
        both!(
            "换一个 listen，或停掉占着它的程序（`ss -ltnp` 能看到是谁）"
                | "choose another `listen`, or stop what holds it (`ss -ltnp` shows what)"
        ),
    )
}
