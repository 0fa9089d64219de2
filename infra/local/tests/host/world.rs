//! A host for the test, and the ways to ask it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use local::host::{Addresses, Data, Host, Running};
use serde_json::Value;
use tokio::runtime::Runtime;

pub(crate) struct World {
    runtime: Runtime,
    running: Option<Running>,
    addresses: Addresses,
    folder: tempfile::TempDir,
    agent: ureq::Agent,
}

pub(crate) fn say(line: &str) {
    drop(writeln!(std::io::stdout(), "{line}"));
}

impl World {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        let host = Host {
            template: include_str!("template.yaml").to_owned(),
            template_name: "template.yaml".to_owned(),
            parameters: Box::new(move |_| BTreeMap::from([("Folder".to_owned(), path.clone())])),
            people: Vec::new(),
            audience: "test".to_owned(),
            data: Data::Memory,
            begins: Some("2026-11-24T02:00:00Z".parse().unwrap()),
            logs: folder.path().join("logs"),
            port: 0,
            command: std::env::current_exe().unwrap(),
        };
        let runtime = Runtime::new().unwrap();
        let running = runtime.block_on(host.start()).unwrap();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        Self {
            runtime,
            addresses: running.addresses.clone(),
            running: Some(running),
            folder,
            agent,
        }
    }

    /// Status and JSON of an answer of the gateway.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let url = format!("{}{path}", self.addresses.gateway);
        let sent = if method == "POST" {
            let request = self
                .agent
                .post(&url)
                .content_type("text/plain; charset=utf-8");
            request.send(body)
        } else {
            self.agent.get(&url).call()
        };
        let mut answer = sent.unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        (answer.status().as_u16(), json)
    }

    pub(crate) fn console(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let url = format!("{}{path}", self.addresses.console);
        let sent = match (method, body) {
            ("POST", Some(body)) => self.agent.post(&url).send_json(body),
            _ => self.agent.get(&url).call(),
        };
        let text = sent.unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// Waits until nothing runs and nothing waits.
    pub(crate) fn settle(&self) {
        self.console("GET", "/_host/idle", None);
    }

    /// What a function noted, a line each.
    pub(crate) fn log(&self, function: &str) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join(function)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// What the functions said, for a test that fails.
    pub(crate) fn said(&self) -> String {
        let logs = std::fs::read_dir(self.folder.path().join("logs"));
        let texts = logs.into_iter().flatten().flatten();
        texts
            .map(|entry| std::fs::read_to_string(entry.path()).unwrap_or_default())
            .collect()
    }

    /// Stops, and counts the processes that are left.
    pub(crate) fn stop(mut self) -> usize {
        let running = self.running.take().unwrap();
        self.runtime.block_on(running.stop());
        let me = std::process::id().to_string();
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        let children = processes.filter(|entry| {
            let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let after_name = stat.rsplit(')').next().unwrap_or_default();
            let mut fields = after_name.split_whitespace();
            let (state, parent) = (fields.next(), fields.next());
            parent == Some(me.as_str()) && state != Some("Z")
        });
        children.count()
    }
}
