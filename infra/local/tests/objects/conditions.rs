//! Conditions and checksums: exact, also under a race.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::ChecksumMode;

use crate::running::{get, put, refused, sha256, start, text, told, write};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_racers_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(Some(folder.path())).await;
    let client = running.client("owner");
    for round in 0..20 {
        let key = format!("race/{round}");
        let race = |racer: i32| {
            let put = write(&client, "plain", &key, &format!("racer {racer}")).if_none_match("*");
            tokio::spawn(async move { (racer, put.send().await) })
        };
        let mut winners = Vec::new();
        for racer in (0..20).map(race).collect::<Vec<_>>() {
            match racer.await.unwrap() {
                (racer, Ok(_)) => winners.push(racer),
                (_, Err(error)) => assert_eq!(error.code(), Some("PreconditionFailed")),
            }
        }
        assert_eq!(winners.len(), 1, "round {round}");
        assert_eq!(
            text(&client, "plain", &key).await,
            format!("racer {}", winners[0])
        );
    }
}

#[tokio::test]
async fn conditions_hold_on_writes_and_reads() {
    let running = start(None).await;
    let client = running.client("owner");
    let absent = write(&client, "plain", "a", "x")
        .if_match("\"x\"")
        .send()
        .await;
    assert_eq!(told(absent), refused(404, "NoSuchKey"));
    let first = put(&client, "plain", "a", "one").await;
    let write_if = |tag: &str| write(&client, "plain", "a", "two").if_match(tag);
    let second = write_if(&first).send().await.unwrap().e_tag.unwrap();
    assert_eq!(
        told(write_if(&first).send().await),
        refused(412, "PreconditionFailed")
    );

    let get = || get(&client, "plain", "a");
    let committed = DateTime::from_secs(1_772_413_200);
    let before = DateTime::from_secs(1_772_413_199);
    assert_eq!(told(get().if_none_match(&second).send().await).0, 304);
    assert_eq!(told(get().if_modified_since(committed).send().await).0, 304);
    assert_eq!(
        told(get().if_match(&first).send().await),
        refused(412, "PreconditionFailed")
    );
    assert_eq!(told(get().if_unmodified_since(before).send().await).0, 412);
    get()
        .if_match(&second)
        .if_none_match(&first)
        .send()
        .await
        .unwrap();
    get().if_modified_since(before).send().await.unwrap();
}

#[tokio::test]
async fn a_wrong_checksum_or_too_long_a_body_changes_nothing() {
    let running = start(None).await;
    let client = running.client("owner");
    put(&client, "plain", "a", "old").await;
    let wrong = write(&client, "plain", "a", "new").checksum_sha256(sha256("other"));
    assert_eq!(told(wrong.send().await), refused(400, "BadDigest"));
    let large = write(&client, "plain", "a", &"x".repeat((1 << 20) + 1));
    assert_eq!(told(large.send().await), refused(400, "EntityTooLarge"));
    assert_eq!(text(&client, "plain", "a").await, "old");

    let right = write(&client, "plain", "a", "new").checksum_sha256(sha256("new"));
    right.send().await.unwrap();
    let head = client.head_object().bucket("plain").key("a");
    let head = head
        .checksum_mode(ChecksumMode::Enabled)
        .send()
        .await
        .unwrap();
    assert_eq!(head.checksum_sha256(), Some(sha256("new").as_str()));
}
