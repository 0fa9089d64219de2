//! Keys for machines. Only hashes are kept: a key that was lost is made anew.

use serde::{Deserialize, Serialize};

use super::key;
use super::row::{Found, Row};
use super::write::Loss;
use super::{Commit, Table};
use crate::fault::Fault;

/// A key for a machine, and what it may act as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// SHA-256 of the key, in hexadecimal digits.
    pub hash: String,
    /// What it is for.
    pub label: String,
    /// Words of the roles it carries.
    pub roles: Vec<String>,
    /// Credit code of the enterprise it acts for.
    pub enterprise: Option<String>,
    /// Id of the department it acts for.
    pub department: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    label: String,
    roles: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enterprise: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    department: Option<String>,
}

fn write(api_key: &ApiKey) -> Result<Row, Fault> {
    Row::new(key::api_key(&api_key.hash)).body(&Stored {
        label: api_key.label.clone(),
        roles: api_key.roles.clone(),
        enterprise: api_key.enterprise.clone(),
        department: api_key.department.clone(),
    })
}

fn read(hash: &str, found: &Found) -> Result<ApiKey, Fault> {
    let stored: Stored = found.body()?;
    Ok(ApiKey {
        hash: hash.to_owned(),
        label: stored.label,
        roles: stored.roles,
        enterprise: stored.enterprise,
        department: stored.department,
    })
}

impl Table {
    /// Who a machine is, by the hash of its key.
    ///
    /// # Errors
    /// A fault if the table does not answer or the key cannot be read.
    pub async fn read_api_key(&self, hash: &str) -> Result<Option<ApiKey>, Fault> {
        let found = self.get(&key::api_key(hash)).await?;
        found.map(|found| read(hash, &found)).transpose()
    }
}

impl Commit<'_> {
    /// Adds a new key for a machine.
    pub fn api_key(self, api_key: &ApiKey) -> Self {
        self.put_new(write(api_key), Loss::Exists)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::row::shown;

    #[test]
    fn a_key_is_stored_without_itself_and_comes_back() {
        let api_key = ApiKey {
            hash: "ab".repeat(32),
            label: "经信局办公系统".to_owned(),
            roles: vec!["officer".to_owned()],
            enterprise: None,
            department: Some("economy".to_owned()),
        };
        let row = write(&api_key).unwrap();
        assert_eq!(
            shown(&row),
            format!(
                "APIKEY#{} / APIKEY\n\
                 body {{\"department\":\"economy\",\"label\":\"经信局办公系统\",\"roles\":[\"officer\"],\"v\":1}}",
                api_key.hash
            )
        );
        let found = Found::from(row.attributes());
        assert_eq!(read(&api_key.hash, &found).unwrap(), api_key);
    }
}
