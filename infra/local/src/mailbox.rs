//! The mailbox: everything the system sends by mail ends here, in order, and nothing leaves the machine.
//!
//! A repeated Message-ID is kept and shown as what it is, a second copy. On request the sink misbehaves
//! as mail servers do. Deliberately absent: TLS, authentication, delivery.

mod letter;
mod page;
mod smtp;

use std::collections::VecDeque;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

pub use self::letter::Letter;
use crate::objects::Now;

const LETTERS_MAX: usize = 2000;
const BYTES_MAX: usize = 256 << 20;

/// How the sink misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Not at all.
    #[default]
    None,
    /// Refuses every recipient for good (550).
    Refuse,
    /// Says 421 and hangs up.
    Unavailable,
    /// Answers each line after a delay.
    Tarpit,
    /// Keeps the message, then hangs up without saying so.
    DropAfterData,
}

/// A switch for trouble: which, for how many messages (no number: until switched off), how slow.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Switch {
    /// Which trouble.
    pub trouble: Trouble,
    /// For how many messages.
    pub times: Option<u32>,
    /// The delay of a tarpit.
    pub delay_ms: u64,
}

/// Who and when, as the sending server said; the first line of a kept file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Envelope {
    at: String,
    from: String,
    to: Vec<String>,
}

/// The running mailbox; clones share it.
#[derive(Debug, Clone)]
pub struct Mailbox(Arc<Inner>);

struct Inner {
    folder: Option<PathBuf>,
    now: Now,
    letters: Mutex<VecDeque<Arc<Letter>>>,
    switch: Mutex<Switch>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Inner")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Mailbox {
    /// Opens the folder and reads what arrived before, or starts empty in memory.
    pub fn open(folder: Option<&Path>, now: Now) -> std::io::Result<Self> {
        let mut letters = VecDeque::new();
        if let Some(folder) = folder {
            std::fs::create_dir_all(folder)?;
            let names = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
            let mut names = names.collect::<std::io::Result<Vec<_>>>()?;
            names.sort();
            for name in names
                .iter()
                .filter(|name| name.extension().is_some_and(|end| end == "eml"))
            {
                let number = name
                    .file_stem()
                    .and_then(|stem| stem.to_str()?.parse().ok());
                let letter =
                    number.and_then(|number| Letter::from_file(number, &std::fs::read(name).ok()?));
                match letter {
                    Some(letter) => letters.push_back(Arc::new(letter)),
                    None => tracing::warn!(file = %name.display(), "not a kept message"),
                }
            }
        }
        let (folder, letters) = (folder.map(Path::to_owned), Mutex::new(letters));
        Ok(Self(Arc::new(Inner {
            folder,
            now,
            letters,
            switch: Mutex::default(),
        })))
    }

    /// Speaks SMTP on this listener until dropped.
    pub fn serve(&self, listener: TcpListener) -> impl Future<Output = ()> + Send + 'static {
        smtp::serve(self.clone(), listener)
    }

    /// The pages and the JSON, below `/mailbox`.
    pub fn router(&self) -> Router {
        page::router(self.clone())
    }

    /// Makes the sink misbehave, or behave again.
    pub fn set_trouble(&self, switch: Switch) {
        *lock(&self.0.switch) = switch;
    }

    /// Everything kept, oldest first.
    #[must_use]
    pub fn letters(&self) -> Vec<Arc<Letter>> {
        lock(&self.0.letters).iter().cloned().collect()
    }

    /// What the next message meets; counts it.
    fn take_trouble(&self) -> Switch {
        let mut switch = lock(&self.0.switch);
        match &mut switch.times {
            None => *switch,
            Some(0) => Switch::default(),
            Some(times) => {
                *times -= 1;
                *switch
            }
        }
    }

    fn keep(&self, from: String, to: Vec<String>, raw: Vec<u8>) -> std::io::Result<u64> {
        let envelope = Envelope {
            at: Timestamp::to_string(&(self.0.now)()),
            from,
            to,
        };
        let mut letters = lock(&self.0.letters);
        let number = letters.back().map_or(0, |last| last.number) + 1;
        if let Some(folder) = &self.0.folder {
            let mut file = serde_json::to_vec(&envelope)?;
            file.extend(b"\r\n");
            file.extend(&raw);
            std::fs::write(folder.join(file_name(number)), file)?;
        }
        letters.push_back(Arc::new(Letter::read(number, envelope, raw)));
        let bytes = |letters: &VecDeque<Arc<Letter>>| {
            letters.iter().map(|letter| letter.raw.len()).sum::<usize>()
        };
        while letters.len() > LETTERS_MAX || bytes(&letters) > BYTES_MAX {
            let oldest = letters.pop_front().zip(self.0.folder.as_ref());
            if let Some((oldest, folder)) = oldest {
                std::fs::remove_file(folder.join(file_name(oldest.number)))?;
            }
        }
        Ok(number)
    }
}

fn file_name(number: u64) -> String {
    format!("{number:08}.eml")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
