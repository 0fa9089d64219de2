//! Values of secrets the cloud would generate: drawn once and kept with the data.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::fault::Fault;

#[derive(Debug)]
pub(super) struct Secrets {
    pub(super) values: BTreeMap<String, String>,
}

impl Secrets {
    /// The kept values, and new ones for names that have none.
    pub(super) fn open(file: Option<PathBuf>, names: &[String]) -> Result<Self, Fault> {
        let kept = match file.as_ref().filter(|file| file.exists()) {
            Some(file) => {
                let wrong = |error: std::io::Error| Fault::of(file.display(), error);
                let bytes = std::fs::read(file).map_err(wrong)?;
                serde_json::from_slice(&bytes).map_err(|error| Fault::of(file.display(), error))?
            }
            None => BTreeMap::new(),
        };
        let value = |name: &String| (name.clone(), kept.get(name).cloned().unwrap_or_else(drawn));
        let values: BTreeMap<String, String> = names.iter().map(value).collect();
        if let Some(file) = file.filter(|_| values != kept) {
            let bytes = serde_json::to_vec(&values).unwrap_or_default();
            std::fs::write(&file, bytes).map_err(|error| Fault::of(file.display(), error))?;
        }
        Ok(Self { values })
    }
}

/// A value nobody can guess: 244 random bits.
pub(super) fn drawn() -> String {
    format!(
        "{}{}",
        uuid::Uuid::new_v4().simple(),
        uuid::Uuid::new_v4().simple()
    )
}
