//! Trouble on the way to the table: answers that are lost, conflicts that pass, refusals that stay.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use adapters::table::idempotency::{Earlier, Home};
use adapters::table::{Outcome, Table};
use aws_sdk_dynamodb::Client;
use aws_smithy_runtime_api::client::http::{
    HttpClient as _, HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;

use crate::repeats::{api_key, command, create, now, reply};
use crate::store::{Store, config, store};

/// What happens to a transaction on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It arrives and is answered.
    Answered,
    /// It arrives, and its answer is lost.
    AnswerLost,
    /// It never arrives.
    Lost,
    /// It is refused this way, unseen by the table.
    Refused(u16, &'static str),
}

#[derive(Debug)]
struct Road {
    inner: SharedHttpConnector,
    fates: Vec<Fate>,
    writes: Arc<AtomicU32>,
}

impl HttpConnector for Road {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        if !target.ends_with("TransactWriteItems") {
            return self.pass(request);
        }
        let turn = self.writes.fetch_add(1, Ordering::SeqCst);
        let turn = usize::try_from(turn).unwrap();
        match self.fates.get(turn).copied().unwrap_or(Fate::Answered) {
            Fate::Answered => self.pass(request),
            Fate::Lost => HttpConnectorFuture::ready(Err(ConnectorError::io("lost".into()))),
            Fate::AnswerLost => {
                let answer = self.pass(request);
                HttpConnectorFuture::new(async move {
                    answer.await?;
                    Err(ConnectorError::timeout("the answer was lost".into()))
                })
            }
            Fate::Refused(status, body) => {
                let status = status.try_into().unwrap();
                let response = HttpResponse::new(status, SdkBody::from(body));
                HttpConnectorFuture::ready(Ok(response))
            }
        }
    }
}

impl Road {
    fn pass(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.inner.call(request)
    }
}

/// A way to the table of `store` with these fates for the first transactions, and a count of them all.
fn road(store: &Store, fates: &[Fate]) -> (Table, Arc<AtomicU32>) {
    let writes = Arc::new(AtomicU32::new(0));
    let (fates, counted) = (fates.to_vec(), writes.clone());
    let plain = aws_smithy_http_client::Builder::new().build_http();
    let http = http_client_fn(move |settings, components| {
        SharedHttpConnector::new(Road {
            inner: plain.http_connector(settings, components),
            fates: fates.clone(),
            writes: counted.clone(),
        })
    });
    let client = Client::from_conf(config(&store.address).http_client(http).build());
    (Table::new(client, "Table"), writes)
}

const CONFLICT: Fate = Fate::Refused(
    400,
    r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message":"cancelled","CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict"}]}"#,
);
const THROTTLED: Fate = Fate::Refused(
    400,
    r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow down"}"#,
);
const BROKEN: Fate = Fate::Refused(500, r#"{"__type":"InternalServerError","message":"?"}"#);
const REFUSED: Fate = Fate::Refused(
    400,
    r#"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}"#,
);

#[tokio::test]
async fn a_lost_answer_is_found_by_the_record_and_nothing_is_sent_twice() {
    let store = store().await;
    let (table, writes) = road(&store, &[Fate::AnswerLost]);
    assert_eq!(
        create(&table, &command("k", "{}"), "a", now()).await,
        Outcome::Committed
    );
    assert_eq!(writes.load(Ordering::SeqCst), 1);
    let again = create(&store.table, &command("k", "{}"), "b", now()).await;
    assert_eq!(again, Outcome::Repeated(Earlier::Same(reply("a"))));
}

#[tokio::test]
async fn a_lost_request_is_sent_again_after_looking() {
    let store = store().await;
    for (turn, fate) in [Fate::Lost, BROKEN].into_iter().enumerate() {
        let (table, writes) = road(&store, &[fate]);
        let key = format!("k{turn}");
        let outcome = create(&table, &command(&key, "{}"), &key, now()).await;
        assert_eq!(outcome, Outcome::Committed, "{fate:?}");
        assert_eq!(writes.load(Ordering::SeqCst), 2, "{fate:?}");
    }
}

#[tokio::test]
async fn a_lost_answer_of_somebody_elses_repeat_is_theirs() {
    let store = store().await;
    create(&store.table, &command("k", "{}"), "a", now()).await;
    let (table, _) = road(&store, &[Fate::AnswerLost]);
    let outcome = create(&table, &command("k", "{}"), "b", now()).await;
    assert_eq!(outcome, Outcome::Repeated(Earlier::Same(reply("a"))));
}

#[tokio::test]
async fn conflicts_and_throttles_pass() {
    let store = store().await;
    let (table, writes) = road(&store, &[CONFLICT, THROTTLED, CONFLICT]);
    assert_eq!(
        create(&table, &command("k", "{}"), "a", now()).await,
        Outcome::Committed
    );
    assert_eq!(writes.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn those_who_keep_losing_are_told_to_come_again() {
    let store = store().await;
    let (table, writes) = road(&store, &[CONFLICT; 64]);
    let commit = table.commit(now()).api_key(&api_key("a"));
    let fault = commit.run().await.unwrap_err();
    assert!(matches!(fault, adapters::fault::Fault::Busy), "{fault:?}");
    assert!(
        (4..=8).contains(&writes.load(Ordering::SeqCst)),
        "tries are bounded"
    );
}

#[tokio::test]
async fn an_unknown_outcome_without_a_record_is_not_tried_again() {
    let store = store().await;
    let (table, writes) = road(&store, &[Fate::AnswerLost]);
    let fault = table
        .commit(now())
        .api_key(&api_key("a"))
        .run()
        .await
        .unwrap_err();
    assert!(fault.retryable(), "{fault:?}");
    assert_eq!(writes.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_refusal_of_the_store_stays() {
    let store = store().await;
    let (table, writes) = road(&store, &[REFUSED]);
    let commit = table.commit(now());
    let commit = commit.remember(&command("k", "{}"), &Home::Creation, &reply("a"));
    let fault = commit.run().await.unwrap_err();
    assert!(!fault.retryable(), "{fault:?}");
    assert_eq!(writes.load(Ordering::SeqCst), 1);
}
