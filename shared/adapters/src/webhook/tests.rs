use std::sync::Mutex;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

/// A receiver that answers every connection with these bytes, and what it was sent.
async fn receiver(answer: Vec<u8>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hooks?a=1", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (answer, noted) = (answer.clone(), Arc::clone(&noted));
            tokio::spawn(async move {
                let mut bytes = vec![0; 65_536];
                let read = stream.read(&mut bytes).await.unwrap();
                noted
                    .lock()
                    .unwrap()
                    .push(String::from_utf8_lossy(&bytes[..read]).into_owned());
                // A receiver whose sender has gone away is not this test's concern.
                let _gone = stream.write_all(&answer).await;
            });
        }
    });
    (address, seen)
}

fn webhook() -> Webhook {
    Webhook::new("127.0.0.0/8").unwrap()
}

async fn attempt(webhook: &Webhook, address: &str) -> Attempt {
    let keys = [
        SigningKey::from_chance([1; 32]),
        SigningKey::from_chance([2; 32]),
    ];
    let delivery = Delivery {
        address,
        id: "msg_1",
        keys: &keys,
        body: r#"{"type":"case.assigned"}"#,
    };
    webhook.send(delivery).await.unwrap()
}

async fn answered(answer: &str) -> Attempt {
    let (address, _) = receiver(answer.as_bytes().to_vec()).await;
    attempt(&webhook(), &address).await
}

#[tokio::test]
async fn a_delivery_is_signed_for_what_was_sent() {
    let (address, seen) = receiver(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()).await;
    assert_eq!(attempt(&webhook(), &address).await, Attempt::Accepted(204));
    let sent = seen.lock().unwrap().pop().unwrap();
    let (head, body) = sent.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /hooks?a=1 HTTP/1.1\r\n"), "{head}");
    let header = |name: &str| {
        let line = head.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_once(": ").unwrap().1.to_owned()
    };
    assert_eq!(header("host"), address.split('/').nth(2).unwrap());
    assert_eq!(header("webhook-id"), "msg_1");
    let timestamp: i64 = header("webhook-timestamp").parse().unwrap();
    assert!((clock::real().as_second() - timestamp).abs() < 5);
    let keys = [
        SigningKey::from_chance([1; 32]),
        SigningKey::from_chance([2; 32]),
    ];
    assert_eq!(
        header("webhook-signature"),
        signatures(&keys, "msg_1", timestamp, body)
    );
}

#[tokio::test]
async fn every_answer_has_its_meaning() {
    assert_eq!(
        answered("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await,
        Attempt::Accepted(200)
    );
    assert_eq!(
        answered("HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n").await,
        Attempt::Gone
    );
    let refused = |status, seconds: Option<u64>| Attempt::Refused {
        status,
        retry_after: seconds.map(Duration::from_secs),
    };
    let moved =
        "HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(answered(moved).await, refused(302, None));
    let slow_down = "HTTP/1.1 429 Slow\r\nretry-after: 99999999999\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(answered(slow_down).await, refused(429, Some(86_400)));
    let later = "HTTP/1.1 503 Later\r\nretry-after: Wed, 21 Oct 2026 07:28:00 GMT\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(answered(later).await, refused(503, None));
    assert_eq!(
        answered("this is no HTTP\r\n\r\n").await,
        Attempt::Unreachable("no HTTP answer")
    );
}

#[tokio::test]
async fn an_endless_answer_is_read_to_its_bound_only() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let sent = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n";
        stream.write_all(head).await.unwrap();
        let mut written = 0usize;
        while stream.write_all(&[b'a'; 4096]).await.is_ok() {
            written += 4096;
        }
        written
    });
    assert_eq!(attempt(&webhook(), &address).await, Attempt::Accepted(200));
    // The receiver could push what the system's buffers hold, not the 10 GB it announced.
    assert!(sent.await.unwrap() < 50_000_000);
}

#[tokio::test(start_paused = true)]
async fn a_receiver_that_hangs_costs_fifteen_seconds() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let started = tokio::time::Instant::now();
    assert_eq!(
        attempt(&webhook(), &address).await,
        Attempt::Unreachable("no answer in time")
    );
    assert_eq!(started.elapsed().as_secs(), 15);
}

#[tokio::test]
async fn nothing_is_sent_inside() {
    let (address, seen) = receiver(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec()).await;
    let closed = Webhook::new("").unwrap();
    assert_eq!(
        attempt(&closed, &address).await,
        Attempt::Blocked(Blocked::Scheme)
    );
    let secure = address.replace("http://", "https://");
    assert_eq!(
        attempt(&closed, &secure).await,
        Attempt::Blocked(Blocked::Inside)
    );
    // a name that leads inside, found only when it is resolved
    let elsewhere = Webhook::new("10.99.0.0/16").unwrap();
    let named = address.replace("127.0.0.1", "localhost");
    assert_eq!(
        attempt(&elsewhere, &named).await,
        Attempt::Blocked(Blocked::Inside)
    );
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_connection_without_trusted_tls_is_none() {
    let (address, _) = receiver(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()).await;
    let secure = address.replace("http://", "https://");
    assert_eq!(
        attempt(&webhook(), &secure).await,
        Attempt::Unreachable("no trusted TLS connection")
    );
}

#[tokio::test]
async fn our_own_mistakes_are_faults() {
    let too_large = "x".repeat(PAYLOAD_BYTES_MAX + 1);
    let delivery = Delivery {
        address: "https://example.com/",
        id: "msg_1",
        keys: &[],
        body: &too_large,
    };
    assert!(webhook().send(delivery).await.is_err());
    assert!(Webhook::new("10.0.0.0").is_err());
}
