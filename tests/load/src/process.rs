//! The server as a process: start, wait until it serves, kill, tell to stop; and what it takes of the machine.

use crate::{
    clock,
    http::{Address, Client},
};
use std::{
    fs::File,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// How to start it.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub binary: String,
    pub data: String,
    /// Where its log goes.
    pub log: String,
    pub host: String,
    pub database: Option<String>,
    /// Further words after every command: settings.
    pub settings: Vec<String>,
}

/// How long a start may take.
const START: Duration = Duration::from_secs(60);

impl Recipe {
    /// `zhixing COMMAND…` on the same data.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).args(["--data", &self.data]);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command.args(&self.settings);
        command
    }

    /// Starts it without waiting.
    pub fn spawn(&self) -> Server {
        let log = File::options().create(true).append(true).open(&self.log).unwrap_or_else(|e| panic!("{}: {e}", self.log));
        let public = format!("http://{}", self.host.replace("127.0.0.1", "localhost"));
        let mut words = vec!["serve", "--listen", &self.host, "--public-url", &public];
        if !self.settings.iter().any(|s| s == "--log") {
            words.extend(["--log", "error"]);
        }
        let mut command = self.command(&words);
        command.stdin(Stdio::null()).stdout(log.try_clone().expect("the log")).stderr(log);
        let child = command.spawn().unwrap_or_else(|e| panic!("{}: {e}", self.binary));
        Server { child, host: self.host.clone() }
    }

    /// Starts it and waits until it serves.
    pub async fn start(&self) -> Server {
        let mut server = self.spawn();
        if !server.is_ready(START).await {
            server.kill();
            panic!("the server does not serve; its log: {}", self.log);
        }
        server
    }
}

pub struct Server {
    child: Child,
    host: String,
}

impl Server {
    pub async fn is_ready(&mut self, patience: Duration) -> bool {
        let end = clock::now() + patience;
        let mut client = Client::new(Address::new(&self.host), "");
        while clock::now() < end {
            if client.ask("GET", "/healthz", "").await.is_ok_and(|reply| reply.status == 200) {
                return true;
            }
            client.hang_up();
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return false;
            }
            clock::seconds(0.005).await;
        }
        false
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL, at once.
    pub fn kill(&mut self) {
        // it may have ended by itself, which the next start shows
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// SIGTERM; the status with which it ended in time.
    pub async fn terminate(&mut self, patience: Duration) -> Option<(ExitStatus, Duration)> {
        let began = clock::now();
        let told = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status();
        assert!(told.is_ok_and(|status| status.success()), "kill -TERM");
        self.ended(began, patience).await
    }

    async fn ended(&mut self, began: Instant, patience: Duration) -> Option<(ExitStatus, Duration)> {
        while began.elapsed() < patience {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some((status, began.elapsed()));
            }
            clock::seconds(0.01).await;
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a process has used so far: seconds of CPU, and MB of memory now and at most.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    pub cpu: f64,
    pub rss: f64,
    pub peak: f64,
}

/// From `/proc`; nothing where there is none.
pub fn usage(pid: u32) -> Usage {
    let read = |name: &str| std::fs::read_to_string(format!("/proc/{pid}/{name}")).unwrap_or_default();
    let (stat, status) = (read("stat"), read("status"));
    // after the name in parentheses come state, parent, …: user and system time are the 12th and 13th
    let fields: Vec<f64> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    let ticks = fields.get(11).unwrap_or(&0.0) + fields.get(12).unwrap_or(&0.0);
    let mb = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name));
        line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    };
    // Linux counts in hundredths of a second wherever it runs today
    Usage { cpu: ticks / 100.0, rss: mb("VmRSS:"), peak: mb("VmHWM:") }
}
