use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use super::*;
use crate::config::tests::environment;

/// A relay that answers the end of a mail with `verdict`, and the mails it was given.
async fn relay(verdict: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let mails = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&mails);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 relay\r\n").await.unwrap();
            let mut mail: Option<String> = None;
            while let Ok(Some(line)) = lines.next_line().await {
                let answer = match (&mut mail, line.as_str()) {
                    (Some(text), ".") => {
                        kept.lock().unwrap().push(std::mem::take(text));
                        mail = None;
                        verdict
                    }
                    (Some(text), line) => {
                        text.push_str(line);
                        text.push('\n');
                        continue;
                    }
                    (None, "DATA") => {
                        mail = Some(String::new());
                        "354 go on"
                    }
                    (None, _) => "250 ok",
                };
                write
                    .write_all(format!("{answer}\r\n").as_bytes())
                    .await
                    .unwrap();
            }
        }
    });
    (url, mails)
}

fn mailer(url: &str, dkim: bool) -> Mailer {
    let url = url.to_owned();
    let config = Config::read("tests", |name| match name {
        "SMTP_URL" => Some(url.clone()),
        "MAIL_FROM" => Some("惠企政策专窗 <window@city.example>".to_owned()),
        "DKIM_SELECTOR" => dkim.then(|| "s1".to_owned()),
        "DKIM_DOMAIN" => Some("city.example".to_owned()),
        "DKIM_KEY" => Some("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=".to_owned()),
        other => environment(other),
    });
    Mailer::new(&config.unwrap()).unwrap()
}

async fn send(mailer: &Mailer, to: &str) -> Result<Posted, Fault> {
    let content = pages::mail::Mail {
        subject: "新办件待处理\r\nBcc: somebody@else.example".to_owned(),
        text: "请在 2 个工作日内处理。".to_owned(),
        html: "<p>请在 2 个工作日内处理。</p>".to_owned(),
    };
    let letter = Letter {
        to,
        id: "0193-effect",
        thread: Some("HS-2026-482913057-K"),
        unsubscribe: Some("https://city.example/unsubscribe/x"),
        date: "2026-11-24T01:02:03Z".parse().unwrap(),
        content: &content,
    };
    mailer.send(letter).await
}

#[tokio::test]
async fn a_mail_carries_what_it_promises() {
    let (url, mails) = relay("250 taken").await;
    let mailer = mailer(&url, false);
    assert_eq!(
        send(&mailer, "liaison@office.example").await.unwrap(),
        Posted::Accepted
    );
    assert_eq!(
        send(&mailer, "liaison@office.example").await.unwrap(),
        Posted::Accepted
    );
    let mails = mails.lock().unwrap();
    for line in [
        "Message-ID: <0193-effect@city.example>",
        "References: <HS-2026-482913057-K@city.example>",
        "In-Reply-To: <HS-2026-482913057-K@city.example>",
        "Auto-Submitted: auto-generated",
        "List-Unsubscribe: <https://city.example/unsubscribe/x>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Date: Tue, 24 Nov 2026 01:02:03 +0000",
        "To: liaison@office.example",
    ] {
        assert!(
            mails
                .iter()
                .all(|mail| mail.lines().any(|given| given == line)),
            "{line}\n{}",
            mails[0]
        );
    }
    assert!(mails[0].contains("multipart/alternative"));
    assert!(
        mails[0].contains("text/plain; charset=utf-8")
            && mails[0].contains("text/html; charset=utf-8")
    );
    assert!(!mails[0].lines().any(|line| line.starts_with("Bcc:")));
}

#[tokio::test]
async fn answers_for_good_and_answers_for_now_are_told_apart() {
    let (url, _) = relay("554 no").await;
    assert_eq!(
        send(&mailer(&url, false), "a@b.example").await.unwrap(),
        Posted::Refused
    );
    let (url, _) = relay("451 later").await;
    let fault = send(&mailer(&url, false), "a@b.example").await.unwrap_err();
    assert!(
        fault.retryable() && fault.chain().contains("451"),
        "{fault:?}"
    );
    assert_eq!(
        send(&mailer(&url, false), "no address").await.unwrap(),
        Posted::Refused
    );
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let fault = send(&mailer(&format!("smtp://{closed}"), false), "a@b.example")
        .await
        .unwrap_err();
    assert!(fault.retryable());
}

#[tokio::test]
async fn a_signed_mail_names_its_signer_and_headers() {
    let (url, mails) = relay("250 taken").await;
    send(&mailer(&url, true), "a@b.example").await.unwrap();
    let mail = mails.lock().unwrap().pop().unwrap();
    let unfolded = mail.replace("\n ", "").replace("\n\t", "");
    let signature = unfolded
        .lines()
        .find(|line| line.starts_with("DKIM-Signature:"))
        .unwrap()
        .to_owned();
    for part in [
        "a=ed25519-sha256",
        "d=city.example",
        "s=s1",
        "c=relaxed/relaxed",
    ] {
        assert!(signature.contains(part), "{signature}");
    }
    assert!(
        signature.to_lowercase().contains("message-id"),
        "{signature}"
    );
}

#[test]
fn mail_leaves_the_host_only_over_tls() {
    for (given, used) in [
        ("smtp://127.0.0.1:7725", "smtp://127.0.0.1:7725"),
        ("smtp://localhost:25", "smtp://localhost:25"),
        ("smtp://[::1]:25", "smtp://[::1]:25"),
        (
            "smtp://user:p%40ss@relay.example:587",
            "smtp://user:p%40ss@relay.example:587?tls=required",
        ),
        (
            "smtp://relay.example?tls=opportunistic",
            "smtp://relay.example?tls=opportunistic",
        ),
        ("smtp://10.1.1.1:25?tls=none", "smtp://10.1.1.1:25"),
        ("smtps://relay.example", "smtps://relay.example"),
    ] {
        assert_eq!(with_tls(given).unwrap(), used);
    }
    for wrong in ["http://relay.example", "relay.example", "", "smtp://"] {
        assert!(transport(&Secret::new(wrong)).is_err(), "{wrong}");
    }
    assert!(transport(&Secret::new("smtps://user:pass@relay.example")).is_ok());
}
