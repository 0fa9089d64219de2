//! A real table on a port of its own, made from the template and from nothing else.

use adapters::table::Table;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};
use dynoxide::Database;
use serde_yaml_ng::Value;

const TEMPLATE: &str = include_str!("../../../../infra/template.yaml");

pub(crate) struct Store {
    pub(crate) address: String,
    pub(crate) table: Table,
}

/// An empty table, as the template describes it.
pub(crate) async fn store() -> Store {
    let database = Database::memory().unwrap();
    let request = serde_json::from_value(described()).unwrap();
    database.create_table(request).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    let http = aws_smithy_http_client::Builder::new().build_http();
    let client = Client::from_conf(config(&address).http_client(http).build());
    Store {
        address,
        table: Table::new(client, "Table"),
    }
}

/// What a client of the table at `address` needs but its connection.
pub(crate) fn config(address: &str) -> aws_sdk_dynamodb::config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("cn-north-1"))
        .endpoint_url(address)
        .credentials_provider(Credentials::new("id", "secret", None, None, "tests"))
        .retry_config(RetryConfig::disabled())
}

/// The table of the template as a request to make it.
fn described() -> serde_json::Value {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let properties = &template["Resources"]["Table"]["Properties"];
    let mut request = serde_json::Map::new();
    request.insert("TableName".to_owned(), "Table".into());
    for name in [
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "BillingMode",
    ] {
        let value = serde_json::to_value(&properties[name]).unwrap();
        request.insert(name.to_owned(), value);
    }
    request.into()
}
