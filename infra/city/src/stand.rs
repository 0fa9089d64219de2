//! Standing the city up: the host behind the cloud's own template, the sample data, and where to look.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use local::host::{Addresses, Data, Host};
use local::issuer;

use crate::arguments::Stand;
use crate::client::{Outcome, Trouble, trouble};
use crate::people;
use crate::say;
use crate::seed;
use crate::session::{self, Call, Session};

/// The audience and client id of tokens, as the template defaults them.
const AUDIENCE: &str = "huiqi";
/// How long the last invocations may take when the city stops.
const STOPPING_MAX: Duration = Duration::from_secs(5);

/// Stands the city up and keeps it up until it is told to stop.
pub(crate) fn stand(stand: &Stand) -> Outcome<()> {
    let begun = Instant::now();
    say::line("惠企：正在启动本机城市 · starting the city on this machine");
    let template = template(stand)?;
    prepare(stand)?;
    if let Some(moment) = begins(stand).filter(|_| !stand.data.join("clock").exists()) {
        say::line(format!(
            "城市时间从这一刻开始 · the city's clock begins at {moment}"
        ));
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Trouble(error.to_string()))?;
    let running = runtime
        .block_on(host(stand, template)?.start())
        .map_err(|fault| Trouble(fault.to_string()))?;
    let stood = furnish(stand, &running.addresses, begun);
    if stood.is_ok() {
        runtime.block_on(until_told(stand.until_stdin_closes));
        say::line("正在停止 · stopping");
    }
    runtime.block_on(running.stop());
    runtime.shutdown_timeout(STOPPING_MAX);
    drop(std::fs::remove_file(stand.data.join(session::FILE)));
    stood
}

/// The description of the cloud: the file named, or the one of this checkout.
fn template(stand: &Stand) -> Outcome<String> {
    let file = stand
        .template
        .clone()
        .unwrap_or_else(|| seed::folder().join("../template.yaml"));
    std::fs::read_to_string(&file).map_err(|error| Trouble(format!("{}: {error}", file.display())))
}

fn prepare(stand: &Stand) -> Outcome<()> {
    let wrong = |error: std::io::Error| Trouble(format!("{}: {error}", stand.data.display()));
    if stand.fresh && stand.data.exists() {
        forget(&stand.data)?;
    }
    let logs = stand.data.join(LOGS);
    std::fs::create_dir_all(&logs).map_err(wrong)?;
    let log = std::fs::File::create(logs.join("host.log")).map_err(wrong)?;
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_ansi(false)
        .with_writer(log)
        .init();
    std::fs::write(
        stand.data.join(MARK),
        "data of a city of cargo run; delete it with cargo run -- --fresh\n",
    )
    .map_err(wrong)
}

/// Where functions write, and the host what it notices, below the data.
const LOGS: &str = "logs";
/// Says whose folder it is, so that `--fresh` deletes nothing else.
const MARK: &str = "HUIQI";

fn forget(data: &Path) -> Outcome<()> {
    let empty = std::fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_none());
    if !empty && !data.join(MARK).exists() {
        return trouble(format!(
            "{} is not a data folder of ours; it is left alone",
            data.display()
        ));
    }
    std::fs::remove_dir_all(data).map_err(|error| Trouble(format!("{}: {error}", data.display())))
}

fn host(stand: &Stand, template: String) -> Outcome<Host> {
    let command =
        std::env::current_exe().map_err(|error| Trouble(format!("cannot find myself: {error}")))?;
    let people = people::everybody()?
        .into_iter()
        .map(|person| issuer::Person {
            id: person.id,
            label_zh: person.label_zh,
            label_en: person.label_en,
            claims: person.claims,
        });
    Ok(Host {
        template,
        template_name: stand
            .template
            .clone()
            .unwrap_or_else(|| PathBuf::from("infra/template.yaml"))
            .display()
            .to_string(),
        parameters: Box::new(parameters),
        people: people.collect(),
        audience: AUDIENCE.to_owned(),
        begins: begins(stand),
        data: if stand.memory {
            Data::Memory
        } else {
            Data::Folder(stand.data.clone())
        },
        logs: stand.data.join(LOGS),
        port: stand.port,
        command,
    })
}

/// Where the sample data is at home: its openings and calendars are those of 2026.
const SAMPLE_BEGINS: &str = "2026-11-24T10:00:00+08:00";
/// Last moment at which its openings leave time to follow a case to its end.
const SAMPLE_ENDS: &str = "2026-12-11T00:00:00+08:00";

/// When new data begins: as asked, or now while the sample data is of today, or where it is at home.
fn begins(stand: &Stand) -> Option<Timestamp> {
    let of_today = SAMPLE_ENDS
        .parse()
        .is_ok_and(|ends: Timestamp| Timestamp::now() < ends);
    match stand.clock {
        None if !of_today => SAMPLE_BEGINS.parse().ok(),
        asked => asked,
    }
}

/// What the city would type when it deploys the template.
fn parameters(addresses: &Addresses) -> BTreeMap<String, String> {
    [
        ("PublicUrl", addresses.gateway.clone()),
        ("OidcIssuer", format!("{}/issuer", addresses.console)),
        ("OidcAudience", AUDIENCE.to_owned()),
        ("OidcClientId", AUDIENCE.to_owned()),
        ("SmtpUrl", addresses.smtp.clone()),
        (
            "MailFrom",
            "惠企政策专窗 <counter@huiqi.example.com>".to_owned(),
        ),
        // the sample departments' own systems listen on this machine
        ("WebhookAllowedNetworks", "127.0.0.0/8".to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// Brings in the sample data, notes the addresses and tells where to look.
fn furnish(stand: &Stand, addresses: &Addresses, begun: Instant) -> Outcome<()> {
    let found = session::Addresses {
        portal: addresses.gateway.clone(),
        console: addresses.console.clone(),
    };
    let session = Session::new(found.clone(), false);
    say::line("正在装入示例数据 · bringing in the sample data");
    seed::plant(&session)?;
    await_catalogue(&session)?;
    let noted = serde_json::to_vec_pretty(&found).map_err(|error| Trouble(error.to_string()))?;
    let file = stand.data.join(session::FILE);
    std::fs::write(&file, noted)
        .map_err(|error| Trouble(format!("{}: {error}", file.display())))?;
    tell(&session)?;
    say::line(format!(
        "READY 用时 {:.1} 秒 · Ctrl-C 停止 · ready; Ctrl-C stops",
        begun.elapsed().as_secs_f32()
    ));
    Ok(())
}

/// Waits until every planted policy is in the catalogue and the front page stands.
fn await_catalogue(session: &Session) -> Outcome<()> {
    let planted = seed::samples("policies")?.len();
    session.wait("the catalogue", |_| {
        let catalogue = session.try_call("", "GET", "/v1/catalogue", Call::default())?;
        let held = catalogue
            .json()
            .get("policies")
            .and_then(serde_json::Value::as_u64);
        let front = session.try_call("", "GET", "/", Call::default())?;
        let stands = held.is_some_and(|held| usize::try_from(held).unwrap_or_default() >= planted);
        Ok((stands && front.status == 200).then_some(()))
    })
}

fn tell(session: &Session) -> Outcome<()> {
    let (portal, console) = (&session.addresses.portal, &session.addresses.console);
    say::line("");
    for (what, address) in [
        ("门户 portal", portal.clone()),
        (
            "接口说明 API",
            format!("{portal}/docs  ({portal}/openapi.json)"),
        ),
        ("控制台 console", console.clone()),
        ("邮箱 mailbox", format!("{console}/mailbox")),
        ("回调查看 webhook inspector", format!("{console}/inspector")),
        ("登录 sign-in", format!("{portal}/signin")),
    ] {
        say::line(format!("  {what:<26} {address}"));
    }
    say::line("");
    say::line(
        "各角色的开发用令牌，八小时内有效 · a token per role, for development, good for eight hours:",
    );
    for person in shown()? {
        let token = session.token(&person)?;
        say::line(format!("  {person:<20} Bearer {token}"));
    }
    say::line("");
    Ok(())
}

/// One person per role.
fn shown() -> Outcome<Vec<String>> {
    let mut roles = std::collections::BTreeSet::new();
    let mut shown = Vec::new();
    for person in people::everybody()? {
        let role = person
            .claims
            .pointer("/roles/0")
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if roles.insert(role) {
            shown.push(person.id);
        }
    }
    Ok(shown)
}

async fn until_told(until_stdin_closes: bool) {
    let closed = tokio::task::spawn_blocking(move || {
        let mut rest = [0; 64];
        while until_stdin_closes && std::io::stdin().read(&mut rest).is_ok_and(|read| read > 0) {}
    });
    let closed = async {
        if until_stdin_closes {
            drop(closed.await);
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = closed => {}
        () = told() => {}
    }
}

/// Ctrl-C, or the polite signal of a supervisor.
async fn told() {
    let polite = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    let terminated = async {
        match polite {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => drop(interrupted),
        () = terminated => {}
    }
}
