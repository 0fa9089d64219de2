//! A file of the material library.

use casework::Text;
use casework::library::Kept;
use facts::{CreditCode, Day, MaterialId};
use serde::{Deserialize, Serialize};

use super::text::StoredText;
use super::written;
use crate::fault::Fault;
use crate::table::key;
use crate::table::row::{Found, Row};

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Kept", deny_unknown_fields)]
struct StoredKept {
    #[serde(with = "written")]
    enterprise: CreditCode,
    #[serde(with = "written")]
    material: MaterialId,
    #[serde(with = "StoredText")]
    name: Text,
    file_name: String,
    media_type: String,
    bytes: u64,
    sha256: String,
    #[serde(with = "written")]
    kept_on: Day,
    #[serde(with = "written")]
    valid_until: Day,
}

#[derive(Serialize, Deserialize)]
struct Stored(#[serde(with = "StoredKept")] Kept);

pub(crate) fn write(kept: &Kept) -> Result<Row, Fault> {
    let key = key::kept(&kept.enterprise, &kept.material, &kept.sha256);
    Row::new(key).body(&Stored(kept.clone()))
}

pub(crate) fn read(found: &Found) -> Result<Kept, Fault> {
    let Stored(kept) = found.body()?;
    Ok(kept)
}
