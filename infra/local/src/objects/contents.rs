//! The bytes: one file (or one entry in memory) per distinct content, named by its SHA-256.

use std::collections::HashMap;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use bytes::Bytes;

/// Where contents are kept.
#[derive(Debug)]
pub(super) enum Contents {
    Folder(PathBuf),
    Memory(HashMap<String, Bytes>),
}

impl Contents {
    pub(super) fn open(folder: Option<&Path>) -> Result<Self> {
        let Some(folder) = folder else {
            return Ok(Self::Memory(HashMap::new()));
        };
        let folder = folder.join("contents");
        std::fs::create_dir_all(&folder)?;
        Ok(Self::Folder(folder))
    }

    pub(super) fn read(&self, hash: &str) -> Result<Bytes> {
        match self {
            Self::Folder(folder) => std::fs::read(folder.join(hash)).map(Bytes::from),
            Self::Memory(kept) => kept.get(hash).cloned().ok_or_else(|| Error::other("gone")),
        }
    }

    pub(super) fn write(&mut self, hash: &str, content: Bytes) -> Result<()> {
        match self {
            Self::Folder(folder) => {
                let whole = folder.join(hash);
                if whole.exists() {
                    return Ok(());
                }
                let half = whole.with_extension("part");
                std::fs::write(&half, content)?;
                std::fs::rename(half, whole)
            }
            Self::Memory(kept) => {
                kept.entry(hash.to_owned()).or_insert(content);
                Ok(())
            }
        }
    }

    pub(super) fn remove(&mut self, hash: &str) -> Result<()> {
        match self {
            Self::Folder(folder) => std::fs::remove_file(folder.join(hash)),
            Self::Memory(kept) => {
                kept.remove(hash);
                Ok(())
            }
        }
    }
}
