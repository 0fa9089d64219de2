//! Standing a city up for one test, and taking it down.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use city::client::{Client, Request};
use city::session::{Addresses, Session};
use serde_json::Value;

use crate::said::coded;
use crate::{Actor, Spec};

/// Every test begins on the same day, whatever day it is run on.
const BEGINS: &str = "2026-11-24T10:00:00+08:00";

/// A running city with its sample data, in memory, on free ports.
#[derive(Debug)]
pub struct World {
    child: Child,
    /// Closing it ends the city, even if the test is killed.
    stdin: Option<ChildStdin>,
    folder: tempfile::TempDir,
    /// Where it is.
    pub addresses: Addresses,
    pub(crate) client: Client,
    pub(crate) spec: Spec,
}

impl World {
    /// Starts the binary `program` and waits until it says where it is.
    ///
    /// # Panics
    /// If the city does not stand up; its last words are in the message.
    #[must_use]
    pub fn start(program: &str) -> Self {
        Self::start_with(program, &["--memory"])
    }

    /// Starts the binary with further arguments.
    ///
    /// # Panics
    /// If the city does not stand up.
    #[must_use]
    pub fn start_with(program: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let mut child = Command::new(program)
            .args(["--port", "0", "--until-stdin-closes", "--clock", BEGINS])
            .args(arguments)
            .env("HUIQI_DATA", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the city's binary starts");
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().expect("its output can be read");
        let named = arguments.iter().position(|argument| *argument == "--data");
        let named = named.and_then(|place| arguments.get(place + 1));
        let data = named.map_or_else(|| folder.path(), Path::new);
        let addresses = await_ready(BufReader::new(stdout), data);
        Self {
            child,
            stdin,
            folder,
            addresses,
            client: Client::default(),
            spec: Spec::committed(),
        }
    }

    /// The folder that `HUIQI_DATA` names.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A session as the command line client has it.
    #[must_use]
    pub fn session(&self) -> Session {
        Session::new(self.addresses.clone(), false)
    }

    /// Speaks as a person the development issuer knows.
    ///
    /// # Panics
    /// If there is no such person.
    #[must_use]
    pub fn speak_as(&self, person: &str) -> Actor<'_> {
        let token = self.session().token(person).expect("a known person");
        Actor::new(self, Some(token))
    }

    /// Speaks as anybody.
    #[must_use]
    pub fn anonymous(&self) -> Actor<'_> {
        Actor::new(self, None)
    }

    /// Waits until nothing is running and nothing is waiting to be handed on.
    ///
    /// # Panics
    /// If the city never comes to rest.
    pub fn settle(&self) {
        let reply = self.console("GET", "/_host/idle", None);
        assert_eq!(reply.0, 200, "the city came to rest");
    }

    /// Moves the clock past the end of `day` and waits for what falls due.
    ///
    /// # Panics
    /// If the clock does not move.
    pub fn move_clock_past(&self, day: &str) {
        let body = serde_json::json!({ "past": day });
        let moved = self.console("POST", "/_host/clock", Some(&body));
        assert_eq!(moved.0, 200, "the clock moved: {:?}", moved.1);
        self.settle();
    }

    /// Moves the clock by so many seconds and waits for what falls due.
    ///
    /// # Panics
    /// If the clock does not move.
    pub fn move_clock_by(&self, seconds: i64) {
        let body = serde_json::json!({ "seconds": seconds });
        let moved = self.console("POST", "/_host/clock", Some(&body));
        assert_eq!(moved.0, 200, "the clock moved: {:?}", moved.1);
        self.settle();
    }

    /// Has every schedule wake its function once.
    pub fn tick(&self) {
        let ticked = self.console("POST", "/_host/tick", None);
        assert_eq!(ticked.0, 204, "the schedules ticked");
    }

    /// Has streams lose whatever they are given, or no longer.
    pub fn streams_are_dead(&self, dead: bool) {
        let body = serde_json::json!({ "dead": dead });
        let switched = self.console("POST", "/_host/streams", Some(&body));
        assert_eq!(switched.0, 204, "the streams are switched");
    }

    /// Asks the console, which only development has.
    ///
    /// # Panics
    /// If it does not answer.
    #[must_use]
    pub fn console(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let reply = self
            .client
            .send(Request {
                method,
                url: format!("{}{path}", self.addresses.console),
                headers: vec![("content-type".to_owned(), "application/json".to_owned())],
                body: body
                    .map(|body| body.to_string().into_bytes())
                    .unwrap_or_default(),
                ..Request::default()
            })
            .expect("the console answers");
        (reply.status, reply.json())
    }

    /// All mails so far, oldest first.
    ///
    /// # Panics
    /// If one writes days or money as programs do.
    #[must_use]
    pub fn mails(&self) -> Vec<Value> {
        let (_, mails) = self.console("GET", "/mailbox/messages.json", None);
        let list = mails.get("messages").unwrap_or(&mails);
        let list = list.as_array().cloned().unwrap_or_default();
        let texts = list.iter().filter_map(|mail| mail.get("text")?.as_str());
        let coded: Vec<&str> = texts.flat_map(coded).collect();
        assert_eq!(coded, [""; 0], "mails write days and money for people");
        list
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.stdin.take());
        drop(self.child.wait());
    }
}

fn await_ready(mut output: impl BufRead + Send + 'static, data: &Path) -> Addresses {
    let mut heard = String::new();
    let mut line = String::new();
    while output.read_line(&mut line).is_ok_and(|read| read > 0) {
        if line.starts_with("READY") {
            let bytes = std::fs::read(data.join("addresses.json")).expect("addresses are noted");
            // keep reading so that the city never blocks on a full pipe
            std::thread::spawn(move || drop(std::io::copy(&mut output, &mut std::io::sink())));
            return serde_json::from_slice(&bytes).expect("addresses are JSON");
        }
        heard.push_str(&line);
        line.clear();
    }
    let noted = std::fs::read_to_string(data.join("logs/host.log")).unwrap_or_default();
    panic!("the city did not stand up; it said:\n{heard}{noted}");
}
