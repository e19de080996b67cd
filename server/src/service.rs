//! What the service manager is told: when the server answers, and when it stops (sd_notify(3)). Never here: what a unit says.

use std::{
    io,
    os::unix::net::{SocketAddr, UnixDatagram},
};

/// The variable that systemd sets where a service is to tell (`Type=notify`).
const SOCKET: &str = "NOTIFY_SOCKET";

/// Tells it, where somebody listens.
pub fn tell(state: &str) {
    if let Some(Err(error)) = std::env::var(SOCKET).ok().filter(|socket| !socket.is_empty()).map(|socket| send(&socket, state)) {
        tracing::warn!(%error, state, "the service manager is not told");
    }
}

fn send(socket: &str, state: &str) -> io::Result<()> {
    let us = UnixDatagram::unbound()?;
    us.send_to_addr(state.as_bytes(), &address(socket)?).map(|_| ())
}

/// A path, or behind `@` a name of the kernel's own.
fn address(socket: &str) -> io::Result<SocketAddr> {
    #[cfg(target_os = "linux")]
    if let Some(name) = socket.strip_prefix('@') {
        return <SocketAddr as std::os::linux::net::SocketAddrExt>::from_abstract_name(name);
    }
    SocketAddr::from_pathname(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_listens_is_told_by_path_and_by_name() {
        let path = std::env::temp_dir().join(format!("zhixing-service-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        for name in [path.display().to_string(), format!("@zhixing-{}", std::process::id())] {
            let manager = UnixDatagram::bind_addr(&address(&name).unwrap()).unwrap();
            send(&name, "READY=1").unwrap();
            let mut heard = [0; 16];
            let length = manager.recv(&mut heard).unwrap();
            assert_eq!(&heard[..length], b"READY=1");
        }
        std::fs::remove_file(path).unwrap();
        assert!(send("/nowhere/at/all", "READY=1").is_err());
    }
}
