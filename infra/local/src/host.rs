//! The host: everything the template describes, running on this machine, on ports of loopback.

mod admin;
mod keys;
mod ports;
mod secrets;
mod shared;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use tokio::task::JoinSet;

use self::keys::Keys;
pub use self::ports::Addresses;
use self::ports::Ports;
use self::secrets::Secrets;
use self::shared::{Calls, Shared, landing, now_of, shared, work};
use crate::clock::Clock;
use crate::dynamo::{self, Dynamo};
use crate::fault::Fault;
use crate::gateway::{self, Gateway};
use crate::inspector::Inspector;
use crate::issuer::{Issuer, Person, Settings};
use crate::mailbox::Mailbox;
use crate::objects::{self, Objects};
use crate::process::{Pool, Setting};
use crate::rights::Call;
use crate::runtime_api::Lines;
use crate::template::{self, Given, PARTITION, Template};

/// Longest object taken.
const OBJECT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Where data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// In this folder, which exists.
    Folder(PathBuf),
    /// Nowhere.
    Memory,
}

impl Data {
    fn file(&self, name: &str) -> Option<PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder.join(name)),
            Self::Memory => None,
        }
    }
}

/// The addresses a template's parameters may speak of → the parameters.
pub type Parameters = Box<dyn Fn(&Addresses) -> BTreeMap<String, String> + Send>;

/// What is to be run.
pub struct Host {
    /// Text of the template.
    pub template: String,
    /// What it is called in messages.
    pub template_name: String,
    /// Its parameters, once the addresses are known.
    pub parameters: Parameters,
    /// Who can sign in at the development issuer.
    pub people: Vec<Person>,
    /// Audience of their tokens, and the client.
    pub audience: String,
    /// Where data is kept.
    pub data: Data,
    /// Moment at which a new clock begins; the machine's own without one.
    pub begins: Option<jiff::Timestamp>,
    /// Where the output of functions goes.
    pub logs: PathBuf,
    /// First of the ports; 0 for any free ones.
    pub port: u16,
    /// The executable that is every function.
    pub command: PathBuf,
}

impl std::fmt::Debug for Host {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Host")
            .field("template", &self.template_name)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

/// A running host. Dropping it ends every process it started.
#[derive(Debug)]
pub struct Running {
    /// Where everything is.
    pub addresses: Addresses,
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

impl Host {
    /// Starts everything. Functions start when they are first needed.
    ///
    /// # Errors
    /// One clear line: a port is taken, the template cannot be read, the data is damaged.
    pub async fn start(self) -> Result<Running, Fault> {
        let ports = Ports::bind(self.port).await?;
        let addresses = ports.addresses.clone();
        let secrets = Secrets::open(self.data.file("secrets.json"), &self.declared_secrets()?)?;
        let template = self.read(&addresses, &secrets)?;
        let clock = Clock::open(self.data.file("clock"), self.begins)
            .map_err(|error| Fault::of("the clock", error))?;
        let clock = Arc::new(clock);
        let calls = Arc::<Calls>::default();
        let keys = Arc::new(Keys::new(&template));
        let dynamo = self.dynamo(&template, &keys, &calls)?;
        let objects = self.objects(&template, (&keys, &calls, &clock))?;
        let pools = self.pools(&template, &addresses, &keys, &ports.lines);
        let shared = Arc::new(shared(&self.data, pools, (dynamo.clone(), clock, calls)));
        let console = self.console(&addresses, &shared)?;
        let gateway = Gateway::new(&template, &shared.pools, objects.clone());
        let mut tasks = JoinSet::new();
        let mailbox = Mailbox::open(self.data.file("mail").as_deref(), now_of(&shared.clock))
            .map_err(|error| Fault::of("the mailbox", error))?;
        tasks.spawn(mailbox.serve(ports.smtp));
        tasks.spawn(gateway::serve(
            ports.console,
            console.merge(mailbox.router()),
        ));
        tasks.spawn(gateway::serve(ports.gateway, gateway.router()));
        tasks.spawn(gateway::serve(ports.objects, objects.router()));
        tasks.spawn(gateway::serve(ports.table, dynamo.router()));
        tasks.spawn(gateway::serve(ports.runtime_api, ports.lines.router()));
        work(&shared, &mut tasks);
        Ok(Running {
            addresses,
            shared,
            tasks,
        })
    }

    fn declared_secrets(&self) -> Result<Vec<String>, Fault> {
        template::secrets(&self.template).map_err(|fault| Fault::of(&self.template_name, fault))
    }

    fn read(&self, addresses: &Addresses, secrets: &Secrets) -> Result<Template, Fault> {
        let given = Given {
            parameters: (self.parameters)(addresses),
            secrets: secrets.values.clone(),
        };
        template::read(&self.template, &given)
            .map_err(|fault| Fault::of(&self.template_name, fault))
    }

    fn dynamo(
        &self,
        template: &Template,
        keys: &Arc<Keys>,
        calls: &Arc<Calls>,
    ) -> Result<Dynamo, Fault> {
        let (known, rights, count) = (Arc::clone(keys), Arc::clone(keys), Arc::clone(calls));
        let around = dynamo::Around {
            known: Arc::new(move |key| known.secret(key).is_some()),
            rights: Arc::new(move |key, call| rights.check(key, call)),
            count: Arc::new(move |key, action| count.note(key, action)),
        };
        Dynamo::open(
            self.data.file("table.sqlite").as_deref(),
            template.tables.clone(),
            around,
        )
    }

    fn objects(
        &self,
        template: &Template,
        (keys, calls, clock): (&Arc<Keys>, &Arc<Calls>, &Arc<Clock>),
    ) -> Result<Objects, Fault> {
        let (known, rights, count) = (Arc::clone(keys), Arc::clone(keys), Arc::clone(calls));
        let host = objects::Host {
            secret_of: Arc::new(move |key| known.secret(key)),
            rights: Arc::new(move |key, action, resource| {
                rights.check(
                    key,
                    &Call {
                        action,
                        resource,
                        leading_keys: &[],
                    },
                )
            }),
            count: Arc::new(move |key, operation, _| count.note(key, &format!("s3:{operation}"))),
            now: now_of(clock),
            partition: PARTITION.to_owned(),
            object_bytes_max: OBJECT_BYTES_MAX,
        };
        let folder = self.data.file("objects");
        Objects::open(folder.as_deref(), template.buckets.clone(), host).map_err(|trouble| {
            match folder {
                Some(folder) => Fault::of(folder.display(), trouble),
                None => Fault::of("the object store", trouble),
            }
        })
    }

    fn pools(
        &self,
        template: &Template,
        addresses: &Addresses,
        keys: &Keys,
        lines: &Lines,
    ) -> Vec<Arc<Pool>> {
        let mut environment: BTreeMap<String, String> = ["RUST_LOG", "LOG_LEVEL", "RUST_BACKTRACE"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), std::env::var(name).ok()?)))
            .collect();
        environment.insert(
            "AWS_ENDPOINT_URL_DYNAMODB".to_owned(),
            addresses.table.clone(),
        );
        environment.insert("AWS_ENDPOINT_URL_S3".to_owned(), addresses.objects.clone());
        let setting = Setting {
            command: self.command.clone(),
            runtime_api: addresses.runtime_api.clone(),
            environment,
            logs: Some(self.logs.clone()),
        };
        let numbers = Arc::<AtomicU64>::default();
        let pool = |function: &template::Function| {
            let secret = keys.secret(&function.id).unwrap_or_default();
            Arc::new(Pool::new(
                function.clone(),
                secret,
                setting.clone(),
                (lines.clone(), Arc::clone(&numbers)),
            ))
        };
        template.functions.iter().map(pool).collect()
    }

    fn console(&self, addresses: &Addresses, shared: &Arc<Shared>) -> Result<Router, Fault> {
        let settings = Settings {
            url: format!("{}/issuer", addresses.console),
            audience: self.audience.clone(),
            redirect_prefixes: vec![addresses.gateway.clone()],
            people: self.people.clone(),
        };
        let issuer = Issuer::open(self.data.file("issuer").as_deref(), settings)
            .map_err(|error| Fault::of("the issuer", error))?;
        let inspector = Inspector::new(now_of(&shared.clock));
        Ok(landing(addresses, shared)
            .router()
            .merge(inspector.router())
            .merge(issuer.router())
            .merge(admin::router(Arc::clone(shared))))
    }
}

impl Running {
    /// Ends everything: ports first, then the processes.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
        for pool in &self.shared.pools {
            pool.retire(0);
        }
        let alive = || {
            self.shared
                .pools
                .iter()
                .map(|pool| pool.alive.load(Ordering::Relaxed))
                .sum::<u64>()
        };
        for _ in 0..100 {
            if alive() == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}
