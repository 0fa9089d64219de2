//! The catalogue as functions see it: in memory, looked after at most every two seconds.
//!
//! A query makes no call in a warm function while the last look is fresh. A look costs one conditional read of the pointer; a new
//! version one more read. Old snapshots are never changed, so what was opened stays right.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use contract::catalogue::{Opened, Snapshot};

use crate::fault::Fault;

mod shelf;

use shelf::{Look, Pointer, Shelf};

/// How long a look is trusted.
const FRESH: Duration = Duration::from_secs(2);

/// How many earlier versions stay open: those whose receipts were asked about last.
const EARLIER_MAX: usize = 3;

const OPENING: &str = "the catalogue cannot be opened";

/// The catalogue bucket, and what this process opened last.
#[derive(Debug)]
pub struct Catalogue {
    shelf: Shelf,
    opened: Mutex<Option<Held>>,
    /// Earlier versions that were asked for, the latest last.
    earlier: Mutex<Vec<Arc<Opened>>>,
}

/// What was opened, from which pointer, and when that was looked at.
#[derive(Debug, Clone)]
struct Held {
    opened: Arc<Opened>,
    pointer: Option<Pointer>,
    looked_at: Instant,
}

/// Where the pointer stood when somebody began to build; publishing moves it from there or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen(Option<Pointer>);

impl Catalogue {
    pub(crate) fn new(client: aws_sdk_s3::Client, bucket: crate::config::Setting<String>) -> Self {
        Self {
            shelf: Shelf { client, bucket },
            opened: Mutex::new(None),
            earlier: Mutex::new(Vec::new()),
        }
    }

    /// The catalogue in force; an empty one before the first publication.
    ///
    /// # Errors
    /// [`Fault`] if the bucket does not answer and nothing was opened before.
    pub async fn current(&self) -> Result<Arc<Opened>, Fault> {
        let held = self.held();
        if let Some(held) = &held
            && held.looked_at.elapsed() < FRESH
        {
            return Ok(Arc::clone(&held.opened));
        }
        match self.renewed(held.as_ref()).await {
            Ok(renewed) => {
                let opened = Arc::clone(&renewed.opened);
                *self.lock() = Some(renewed);
                Ok(opened)
            }
            // what was opened stays right; a bucket that does not answer must not stop people from asking
            Err(fault) => match held {
                Some(held) => {
                    tracing::warn!(fault = %fault, "the catalogue could not be looked at; the last one is used");
                    Ok(held.opened)
                }
                None => Err(fault),
            },
        }
    }

    /// The catalogue in force, looked at this very moment: for who is woken because it changed.
    ///
    /// # Errors
    /// [`Fault`] if the bucket does not answer.
    pub async fn latest(&self) -> Result<Arc<Opened>, Fault> {
        let renewed = self.renewed(self.held().as_ref()).await?;
        let opened = Arc::clone(&renewed.opened);
        *self.lock() = Some(renewed);
        Ok(opened)
    }

    async fn renewed(&self, held: Option<&Held>) -> Result<Held, Fault> {
        let known = held.and_then(|held| held.pointer.as_ref());
        let look = self
            .shelf
            .look(known.map(|pointer| pointer.etag.as_str()))
            .await?;
        let looked_at = Instant::now();
        let kept = || held.map(|held| Arc::clone(&held.opened));
        Ok(match look {
            Look::Absent => Held {
                opened: Arc::new(Opened::empty()),
                pointer: None,
                looked_at,
            },
            Look::Unmoved => Held {
                opened: kept().unwrap_or_else(|| Arc::new(Opened::empty())),
                pointer: known.cloned(),
                looked_at,
            },
            Look::At(pointer) => {
                let same = held.filter(|held| held.opened.version() == pointer.version);
                let opened = match same {
                    Some(held) => Arc::clone(&held.opened),
                    None => Arc::new(self.open(&pointer.version).await?),
                };
                Held {
                    opened,
                    pointer: Some(pointer),
                    looked_at,
                }
            }
        })
    }

    /// The catalogue of this version, however old; none if there never was one. Snapshots are never changed and never removed.
    ///
    /// # Errors
    /// [`Fault`] if the bucket does not answer, or the snapshot cannot be opened.
    pub async fn at(&self, version: &str) -> Result<Option<Arc<Opened>>, Fault> {
        let hash = version.len() == 64 && version.bytes().all(|byte| byte.is_ascii_hexdigit());
        if version == contract::catalogue::EMPTY {
            return Ok(Some(Arc::new(Opened::empty())));
        }
        if !hash {
            return Ok(None);
        }
        if let Some(held) = self.held().filter(|held| held.opened.version() == version) {
            return Ok(Some(held.opened));
        }
        let earlier = self
            .earlier()
            .iter()
            .find(|one| one.version() == version)
            .cloned();
        if earlier.is_some() {
            return Ok(earlier);
        }
        let Some(opened) = self.read(version).await? else {
            return Ok(None);
        };
        let opened = Arc::new(opened);
        let mut kept = self.earlier();
        if kept.len() >= EARLIER_MAX {
            kept.remove(0);
        }
        kept.push(Arc::clone(&opened));
        Ok(Some(opened))
    }

    fn earlier(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Opened>>> {
        self.earlier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn open(&self, version: &str) -> Result<Opened, Fault> {
        let read = self.read(version).await?;
        read.ok_or_else(|| Fault::plain("the catalogue in force is not where its pointer points"))
    }

    /// Opens a version: from its packed form if there is one that fits, else from the snapshot itself.
    async fn read(&self, version: &str) -> Result<Option<Opened>, Fault> {
        let packed = self.shelf.packed(version).await.and_then(|bytes| {
            let opened = bytes
                .map(|bytes| Opened::unpack(version, bytes))
                .transpose();
            opened.map_err(|error| Fault::permanent(OPENING, error))
        });
        match packed {
            Ok(Some(opened)) => return Ok(Some(opened)),
            Ok(None) => {}
            // the snapshot is the truth; what was made of it is a convenience
            Err(fault) => {
                tracing::warn!(%version, %fault, "the packed catalogue is passed over; the snapshot is read");
            }
        }
        let bytes = self.shelf.snapshot(version).await?;
        bytes.map(|bytes| opened(version, &bytes)).transpose()
    }

    /// Where the pointer stands. Look **before** reading what the snapshot is built from: whoever published since then wins.
    ///
    /// # Errors
    /// [`Fault`] if the bucket does not answer.
    pub async fn look(&self) -> Result<Seen, Fault> {
        Ok(Seen(match self.shelf.look(None).await? {
            Look::At(pointer) => Some(pointer),
            Look::Absent | Look::Unmoved => None,
        }))
    }

    /// Puts a snapshot in force, all at once.
    ///
    /// # Errors
    /// [`Fault::Busy`] when somebody else published since `seen`; [`Fault`] if it cannot be opened, or the bucket does not answer.
    pub async fn publish(&self, snapshot: &Snapshot, seen: &Seen) -> Result<Arc<Opened>, Fault> {
        let opened = Arc::new(
            snapshot
                .open()
                .map_err(|error| Fault::permanent(OPENING, error))?,
        );
        let version = opened.version();
        if seen
            .0
            .as_ref()
            .is_some_and(|pointer| pointer.version == version)
        {
            self.mend_packed(&opened).await?;
            return Ok(opened);
        }
        let bytes =
            serde_json::to_vec(snapshot).map_err(|error| Fault::permanent(OPENING, error))?;
        self.shelf.put_snapshot(version, bytes).await?;
        self.pack(&opened).await?;
        if self.shelf.point(version, seen.0.as_ref()).await? {
            Ok(opened)
        } else {
            Err(Fault::Busy)
        }
    }

    /// Puts the packed form anew where this program finds none it can use: the program was updated since, the file is damaged, or the day
    /// has come that it was not compiled for.
    async fn mend_packed(&self, opened: &Opened) -> Result<(), Fault> {
        let version = opened.version();
        // one that cannot even be read is damaged too
        let found = self.shelf.packed(version).await.unwrap_or_default();
        let opens = |bytes| Opened::unpack(version, bytes).ok();
        let kept = found.and_then(opens);
        if kept.is_some_and(|kept| kept.is_compiled_for(built_on(opened))) {
            return Ok(());
        }
        tracing::warn!(%version, "the packed catalogue is written anew");
        self.pack(opened).await
    }

    /// Puts the packed form beside a snapshot. One that does not read back is not kept: functions then read the snapshot.
    async fn pack(&self, opened: &Opened) -> Result<(), Fault> {
        match opened.packed(built_on(opened)) {
            Ok(bytes) => self.shelf.put_packed(opened.version(), bytes).await,
            Err(error) => {
                tracing::error!(%error, "the catalogue could not be packed");
                Ok(())
            }
        }
    }

    fn held(&self) -> Option<Held> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Held>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn built_on(opened: &Opened) -> facts::Day {
    let day = facts::Instant::parse(opened.built_at()).map(facts::Instant::day);
    day.unwrap_or(facts::Day::MAX)
}

/// Opens the bytes of a snapshot, if they are what their name says.
fn opened(version: &str, bytes: &[u8]) -> Result<Opened, Fault> {
    let snapshot: Snapshot =
        serde_json::from_slice(bytes).map_err(|error| Fault::permanent(OPENING, error))?;
    if snapshot.version() != version {
        return Err(Fault::plain(
            "a snapshot of the catalogue is not what its name says",
        ));
    }
    snapshot
        .open()
        .map_err(|error| Fault::permanent(OPENING, error))
}
