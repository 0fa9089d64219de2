//! What comes back, in which order, and what is left behind.

use std::collections::HashMap;

use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::MetadataDirective;
use local::objects::Objects;

use crate::running::{Calls, buckets, get, host, put, read, refused, start, text, told, write};

#[tokio::test]
async fn an_object_comes_back_with_everything_said_of_it() {
    let running = start(None).await;
    let client = running.client("owner");
    let write = write(&client, "plain", "a", "hello").content_type("text/plain; charset=utf-8");
    let write = write.cache_control("max-age=60").metadata("kind", "sample");
    write.send().await.unwrap();

    let got = get(&client, "plain", "a").send().await.unwrap();
    assert_eq!(got.content_type(), Some("text/plain; charset=utf-8"));
    assert_eq!(got.cache_control(), Some("max-age=60"));
    assert_eq!(got.metadata().unwrap()["kind"], "sample");
    assert_eq!(
        got.last_modified(),
        Some(&DateTime::from_secs(1_772_413_200))
    );
    assert_eq!(got.e_tag(), Some("\"5d41402abc4b2a76b9719d911017c592\""));
    assert_eq!(got.content_length(), Some(5));

    let head = client.head_object().bucket("plain").key("a");
    let head = head.send().await.unwrap();
    assert_eq!(head.content_length(), Some(5));
    assert_eq!(head.content_type(), Some("text/plain; charset=utf-8"));

    let inside = running.objects.get("plain", "a").unwrap();
    assert_eq!(&inside.body[..], b"hello");
    assert_eq!(
        inside.facts.headers["content-type"],
        "text/plain; charset=utf-8"
    );
    let calls = [
        "owner PutObject plain",
        "owner GetObject plain",
        "owner HeadObject plain",
    ];
    assert_eq!(*running.calls.lock().unwrap(), calls);
}

#[tokio::test]
async fn a_part_is_a_part_and_what_is_absent_is_said() {
    let running = start(None).await;
    let client = running.client("owner");
    put(&client, "plain", "a", "hello").await;
    let part = get(&client, "plain", "a")
        .range("bytes=1-3")
        .send()
        .await
        .unwrap();
    assert_eq!(part.content_range(), Some("bytes 1-3/5"));
    assert_eq!(part.body.collect().await.unwrap().to_vec(), b"ell");
    assert_eq!(
        read(get(&client, "plain", "a").range("bytes=-2")).await,
        "lo"
    );
    let beyond = get(&client, "plain", "a").range("bytes=9-").send().await;
    assert_eq!(told(beyond), refused(416, "InvalidRange"));

    client.head_bucket().bucket("plain").send().await.unwrap();
    let absent = client.head_object().bucket("plain").key("b").send().await;
    assert_eq!(told(absent).0, 404);
    let absent = get(&client, "plain", "b").send().await;
    assert_eq!(told(absent), refused(404, "NoSuchKey"));
    let absent = get(&client, "other", "b").send().await;
    assert_eq!(told(absent), refused(404, "NoSuchBucket"));
    assert!(running.objects.get("plain", "b").is_none());
}

#[tokio::test]
async fn keys_of_every_shape_stay_apart() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(Some(folder.path())).await;
    let client = running.client("owner");
    let long = "申报材料附件".repeat(56);
    let keys = [
        "x",
        "x/y",
        "x/y/",
        "../history/x",
        "a b+c%20d&e?f#g",
        "x//y",
        ".",
        &long,
    ];
    for key in keys {
        put(&client, "plain", key, key).await;
    }
    for key in keys {
        assert_eq!(text(&client, "plain", key).await, key);
    }
    assert!(running.objects.get("history", "x").is_none());
    let delete = client.delete_object().bucket("plain").key("x");
    delete.send().await.unwrap();
    assert_eq!(text(&client, "plain", "x/y").await, "x/y");
    let too_long = write(&client, "plain", &"k".repeat(1025), "").send().await;
    assert_eq!(told(too_long), refused(400, "KeyTooLongError"));
}

#[tokio::test]
async fn a_copy_keeps_or_replaces_what_was_said() {
    let running = start(None).await;
    let client = running.client("owner");
    let source = write(&client, "plain", "来源", "one").content_type("text/plain");
    source.metadata("kind", "sample").send().await.unwrap();
    let copy = || {
        client
            .copy_object()
            .bucket("plain")
            .key("a")
            .copy_source("plain/%E6%9D%A5%E6%BA%90")
    };

    copy().send().await.unwrap();
    let got = get(&client, "plain", "a").send().await.unwrap();
    assert_eq!(got.content_type(), Some("text/plain"));
    assert_eq!(got.metadata().map(HashMap::len), Some(1));

    let replace = copy().metadata_directive(MetadataDirective::Replace);
    replace.content_type("text/csv").send().await.unwrap();
    let got = get(&client, "plain", "a").send().await.unwrap();
    assert_eq!(got.content_type(), Some("text/csv"));
    assert_eq!(got.metadata().map_or(0, HashMap::len), 0);
    let stale = copy().copy_source_if_match("\"x\"").send().await;
    assert_eq!(told(stale), refused(412, "PreconditionFailed"));

    let delete = client.delete_object().bucket("plain").key("来源");
    delete.send().await.unwrap();
    assert_eq!(text(&client, "plain", "a").await, "one");
}

#[tokio::test]
async fn a_versioned_bucket_forgets_nothing_by_itself() {
    let running = start(None).await;
    let client = running.client("owner");
    let first = write(&client, "history", "a", "one").send().await.unwrap();
    let first = first.version_id().unwrap();
    put(&client, "history", "a", "two").await;
    let delete = || client.delete_object().bucket("history").key("a");
    let deleted = delete().send().await.unwrap();
    assert_eq!(deleted.delete_marker(), Some(true));
    let gone = get(&client, "history", "a").send().await;
    assert_eq!(told(gone), refused(404, "NoSuchKey"));
    assert_eq!(
        read(get(&client, "history", "a").version_id(first)).await,
        "one"
    );

    let marker = deleted.version_id().unwrap();
    delete().version_id(marker).send().await.unwrap();
    assert_eq!(text(&client, "history", "a").await, "two");
    delete().version_id(first).send().await.unwrap();
    let gone = get(&client, "history", "a").version_id(first).send().await;
    assert_eq!(told(gone), refused(404, "NoSuchVersion"));
}

#[tokio::test]
async fn listings_page_in_key_order() {
    let running = start(None).await;
    let client = running.client("owner");
    for key in ["d", "b0", "b/c/3", "b/2", "b/1", "a"] {
        put(&client, "plain", key, key).await;
    }
    let list = || client.list_objects_v2().bucket("plain");
    let (mut names, mut token) = (Vec::new(), None);
    for _ in 0..9 {
        let page = list()
            .delimiter("/")
            .max_keys(1)
            .set_continuation_token(token);
        let page = page.send().await.unwrap();
        names.extend(
            page.common_prefixes()
                .iter()
                .filter_map(|folder| folder.prefix.clone()),
        );
        names.extend(
            page.contents()
                .iter()
                .filter_map(|object| object.key.clone()),
        );
        token = page.next_continuation_token;
        if token.is_none() {
            break;
        }
    }
    assert_eq!(names, ["a", "b/", "b0", "d"]);

    let page = list().prefix("b/").start_after("b/1").send().await.unwrap();
    let keys: Vec<_> = page
        .contents()
        .iter()
        .filter_map(|object| object.key())
        .collect();
    assert_eq!(keys, ["b/2", "b/c/3"]);
    assert_eq!(
        (page.key_count(), page.is_truncated()),
        (Some(2), Some(false))
    );
    let forged = list().continuation_token("?").send().await;
    assert_eq!(told(forged), refused(400, "InvalidArgument"));
}

#[tokio::test]
async fn a_second_start_finds_the_objects_and_no_litter() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(Some(folder.path())).await;
    let client = running.client("owner");
    for (key, body) in [("a", "one"), ("a", "two"), ("b", "two")] {
        put(&client, "plain", key, body).await;
    }
    let again = start(Some(folder.path())).await;
    assert_eq!(text(&again.client("owner"), "plain", "a").await, "two");
    let contents = std::fs::read_dir(folder.path().join("contents"));
    assert_eq!(contents.unwrap().count(), 1);
}

#[test]
fn a_damaged_folder_is_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("objects.sqlite"), "x".repeat(5000)).unwrap();
    let damaged = Objects::open(Some(folder.path()), buckets(), host(&Calls::default()));
    let line = damaged.unwrap_err().to_string();
    assert!(
        line.starts_with("the object table cannot be used: "),
        "{line}"
    );
    assert_eq!(line.lines().count(), 1);
}
