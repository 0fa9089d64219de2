//! Ports, all bound before anything else is done, so that a taken one is told at once.

use serde::Serialize;
use tokio::net::TcpListener;

use crate::fault::Fault;
use crate::runtime_api::Lines;

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// Landing page, mailbox, inspector, issuer, clock.
    pub console: String,
    /// The gateway: what the world would see.
    pub gateway: String,
    /// Objects, as the SDK and browsers reach them.
    pub objects: String,
    /// The table store, as the SDK reaches it.
    pub table: String,
    /// The mail relay.
    pub smtp: String,
    /// Where processes find their work.
    #[serde(skip)]
    pub(crate) runtime_api: String,
}

#[derive(Debug)]
pub(super) struct Ports {
    pub(super) addresses: Addresses,
    pub(super) console: TcpListener,
    pub(super) gateway: TcpListener,
    pub(super) objects: TcpListener,
    pub(super) table: TcpListener,
    pub(super) smtp: TcpListener,
    pub(super) runtime_api: TcpListener,
    pub(super) lines: Lines,
}

/// Distance of the mail port from the first.
const SMTP: u16 = 25;

impl Ports {
    /// Binds them, from `first` on; 0 takes any free ones.
    pub(super) async fn bind(first: u16) -> Result<Self, Fault> {
        let nth = |nth: u16| {
            if first == 0 {
                0
            } else {
                first.saturating_add(nth)
            }
        };
        let console = one(nth(0)).await?;
        let gateway = one(nth(1)).await?;
        let objects = one(nth(2)).await?;
        let table = one(nth(3)).await?;
        let smtp = one(nth(SMTP)).await?;
        let runtime_api = one(0).await?;
        let addresses = Addresses {
            console: url("http", &console)?,
            gateway: url("http", &gateway)?,
            objects: url("http", &objects)?,
            table: url("http", &table)?,
            smtp: url("smtp", &smtp)?,
            runtime_api: url("http", &runtime_api)?,
        };
        Ok(Self {
            addresses,
            console,
            gateway,
            objects,
            table,
            smtp,
            runtime_api,
            lines: Lines::default(),
        })
    }
}

async fn one(port: u16) -> Result<TcpListener, Fault> {
    TcpListener::bind(("127.0.0.1", port))
        .await
        .map_err(|error| {
            Fault::of(
                format!("port {port} cannot be used (is another city running? try --port N)"),
                error,
            )
        })
}

fn url(scheme: &str, listener: &TcpListener) -> Result<String, Fault> {
    let address = listener
        .local_addr()
        .map_err(|error| Fault::of("a port", error))?;
    Ok(format!("{scheme}://{address}"))
}
