//! A server for an attack: its own data folder, a free port, accounts with tokens, and the little course with plans that attacks need.
//!
//! One data folder is prepared for all; each attack gets a copy, so that none finds what another left.

use crate::person::Person;
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fs, io,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    rc::Rc,
};
use zhixing_load::{
    dice::Dice,
    process::{Recipe, Server, usage},
};

/// Accounts `person1` and so on. The first have a password, which is hashed as for anybody.
pub const PEOPLE: usize = 2_000;
pub const WITH_PASSWORD: usize = 24;
pub const PASSWORD: &str = "three unlike words";
pub const DEMO_PASSWORD: &str = "zhixing-demo";
/// Of the plan `coded`.
pub const CODE: &str = "QUIET7ROOM";
pub const STAFF: [&str; 4] = ["teacher", "examiner", "invigilator", "admin"];
/// The one address that is trusted as a proxy: what comes from there may say for whom it comes.
pub const PROXY: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 9);
/// Plans beside those of the little course, made of its mock: with an access code, and for one room alone.
const PLANS: [(&str, &str); 2] = [("coded", "access_code = true"), ("roomed", "rooms = [\"10.1.0.0/16\"]")];

/// What all attacks share: the binary, the courseware, the prepared data and the tokens in it.
pub struct Ground {
    pub binary: String,
    pub folder: PathBuf,
    tokens: HashMap<String, String>,
    people: usize,
    honest: usize,
    turn: Cell<usize>,
    made: Cell<usize>,
}

/// A server under attack. In a soak it serves an examination besides, and nobody may take it down.
pub struct Stage {
    pub ground: Rc<Ground>,
    pub recipe: Recipe,
    server: RefCell<Option<Server>>,
    pub soak: bool,
}

impl Ground {
    /// Publishes, opens the accounts and makes a token for each. So many of the people are honest.
    pub async fn prepare(binary: &str, folder: &Path, people: usize, honest: usize) -> Rc<Self> {
        let (from, content) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), folder.join("content"));
        copy(&from.join("content"), &content).and_then(|()| copy(&from.join("tests/content"), &content)).expect("the courseware");
        let plans = content.join("little/assessments");
        let mock = fs::read_to_string(plans.join("mock.md")).expect("the mock");
        for (name, setting) in PLANS {
            let plan = mock.replacen("attempts =", &format!("{setting}\nattempts ="), 1);
            fs::write(plans.join(format!("{name}.md")), plan).expect("a plan");
            fs::copy(plans.join("mock.en.md"), plans.join(format!("{name}.en.md"))).expect("its words");
        }
        let mut ground = Self {
            binary: binary.into(),
            folder: folder.into(),
            tokens: HashMap::new(),
            people,
            honest,
            turn: Cell::new(0),
            made: Cell::new(0),
        };
        let recipe = ground.recipe("prepared");
        let mut server = recipe.start().await;
        server.terminate(std::time::Duration::from_secs(30)).await.expect("the server ends");
        let line = |n: usize| format!("person{n},Person {n},王小明,learner,{}\n", if n <= WITH_PASSWORD { PASSWORD } else { "" });
        let list: String = (1..=people).map(line).collect();
        let file = folder.join("people.csv");
        fs::write(&file, format!("login,name,legal_name,role,password\n{list}")).expect("the list");
        run(recipe.command(&["user", "import", &file.display().to_string()]));
        let told = run(recipe.command(&["token", "create", "--all"]));
        ground.tokens = told.lines().filter_map(|l| l.split_once('\t')).map(|(l, t)| (l.to_string(), t.trim().to_string())).collect();
        Rc::new(ground)
    }

    /// How to serve a data folder of this name on a free port.
    pub fn recipe(&self, name: &str) -> Recipe {
        let data = self.folder.join(name).display().to_string();
        let content = self.folder.join("content").display().to_string();
        let settings = ["--demo", "--content", &content, "--trusted-proxies", &PROXY.to_string()].map(String::from).to_vec();
        Recipe { binary: self.binary.clone(), log: format!("{data}.log"), data, host: free_host(), database: None, settings }
    }

    /// A copy of the prepared data, and how to serve it.
    pub fn fresh(&self, name: &str) -> Recipe {
        self.made.set(self.made.get() + 1);
        let name = format!("{name}-{}", self.made.get());
        copy(&self.folder.join("prepared"), &self.folder.join(&name)).expect("a copy of the data");
        self.recipe(&name)
    }

    pub fn token(&self, login: &str) -> &str {
        self.tokens.get(login).map_or_else(|| panic!("no token of {login}"), String::as_str)
    }

    /// Tokens of the last `count` people, who are honest; attackers are the others.
    pub fn tokens(&self, count: usize) -> Vec<String> {
        (self.people - count + 1..=self.people).map(|n| self.token(&format!("person{n}")).to_string()).collect()
    }
}

impl Stage {
    /// Serves a fresh copy.
    pub async fn open(ground: &Rc<Ground>, name: &str) -> Rc<Self> {
        Self::with(ground, ground.fresh(name), false).await
    }

    pub async fn with(ground: &Rc<Ground>, recipe: Recipe, soak: bool) -> Rc<Self> {
        let server = RefCell::new(Some(recipe.start().await));
        Rc::new(Self { ground: ground.clone(), recipe, server, soak })
    }

    pub fn host(&self) -> &str {
        &self.recipe.host
    }

    pub fn pid(&self) -> u32 {
        self.server.borrow().as_ref().map_or(0, Server::pid)
    }

    /// Resident memory in MB, now and at most.
    pub fn memory(&self) -> (f64, f64) {
        let used = usage(self.pid());
        (used.rss, used.peak)
    }

    /// The next of the attackers who have no password.
    pub fn person(&self) -> Person {
        let turn = self.ground.turn.get();
        self.ground.turn.set(turn + 1);
        let login = format!("person{}", WITH_PASSWORD + 1 + turn % (self.ground.people - self.ground.honest - WITH_PASSWORD));
        Person::of(self.host(), &login, self.ground.token(&login))
    }

    /// The next of the people who have [`PASSWORD`], not signed in.
    pub fn login(&self) -> String {
        let turn = self.ground.turn.get();
        self.ground.turn.set(turn + 1);
        format!("person{}", 1 + turn % WITH_PASSWORD)
    }

    pub fn staff(&self, login: &str) -> Person {
        Person::of(self.host(), login, self.ground.token(login))
    }

    /// Chance of its own, for ids.
    pub fn dice(&self) -> Dice {
        let turn = self.ground.turn.get();
        self.ground.turn.set(turn + 1);
        Dice::new(zhixing_load::clock::wall().ms().unsigned_abs(), turn as u64)
    }

    /// Ends the server; what it leaves is looked at or thrown away by the caller.
    pub async fn close(&self) -> bool {
        let server = self.server.borrow_mut().take();
        match server {
            Some(mut server) => server.terminate(std::time::Duration::from_secs(30)).await.is_some_and(|(status, _)| status.success()),
            None => true,
        }
    }
}

/// Runs a command that must succeed; what it printed.
pub fn run(mut command: Command) -> String {
    let done = command.output().expect("the command");
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

pub fn free_host() -> String {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
    probe.local_addr().expect("its address").to_string()
}

/// A folder and all in it.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    for entry in fs::read_dir(from)? {
        let (path, place) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copy(&path, &place)?;
        } else {
            fs::copy(&path, &place)?;
        }
    }
    Ok(())
}
