//! The mail sink, fed by the library our mails are sent with and by hand.

#![cfg(test)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use lettre::message::{MultiPart, SinglePart, header};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use local::mailbox::{Mailbox, Switch, Trouble};
use local::objects::Now;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

fn now() -> Now {
    Arc::new(|| "2026-03-02T01:00:00Z".parse().unwrap())
}

async fn start(mailbox: &Mailbox) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(mailbox.serve(listener));
    port
}

fn sender(port: u16) -> AsyncSmtpTransport<Tokio1Executor> {
    let sender = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1").port(port);
    sender.timeout(Some(Duration::from_secs(10))).build()
}

fn mail(id: &str, to: &str) -> Message {
    let text = "您好:\n.以点开头的一行\n请在 5 个工作日内办理。";
    let html = SinglePart::html("<p>请<a href=\"http://127.0.0.1/act/x\">办理</a></p>".to_owned());
    Message::builder()
        .from("“一号窗口” <counter@example.org>".parse().unwrap())
        .to(format!("联络员 <{to}>").parse().unwrap())
        .subject("关于一份新办件的分办通知,请于五个工作日内登录系统办理")
        .message_id(Some(format!("<{id}@example.org>")))
        .references("<root@example.org>".to_owned())
        .header(header::MIME_VERSION_1_0)
        .multipart(
            MultiPart::alternative()
                .singlepart(SinglePart::plain(text.to_owned()))
                .singlepart(html),
        )
        .unwrap()
}

async fn fetch(mailbox: &Mailbox, path: &str) -> (u16, String) {
    let request = http::Request::get(path)
        .body(axum::body::Body::empty())
        .unwrap();
    let reply = mailbox.router().oneshot(request).await.unwrap();
    let status = reply.status().as_u16();
    let body = axum::body::to_bytes(reply.into_body(), 1 << 24)
        .await
        .unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn messages(mailbox: &Mailbox, query: &str) -> Vec<Value> {
    let (status, body) = fetch(mailbox, &format!("/mailbox/messages.json{query}")).await;
    assert_eq!(status, 200);
    serde_json::from_str(&body).unwrap()
}

#[tokio::test]
async fn a_mail_is_read_as_it_was_written() {
    let mailbox = Mailbox::open(None, now()).unwrap();
    let sender = sender(start(&mailbox).await);
    sender.send(mail("a", "one@example.org")).await.unwrap();
    sender.send(mail("b", "two@example.org")).await.unwrap();

    let all = messages(&mailbox, "").await;
    assert_eq!(all.len(), 2);
    let first = &all[0];
    assert_eq!(
        first["subject"],
        "关于一份新办件的分办通知,请于五个工作日内登录系统办理"
    );
    assert_eq!(first["from"], "“一号窗口” <counter@example.org>");
    assert_eq!(first["to"], "联络员 <one@example.org>");
    assert_eq!(first["envelope_to"][0], "one@example.org");
    assert_eq!(first["message_id"], "a@example.org");
    assert_eq!(first["references"][0], "root@example.org");
    let text = first["text"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(
        text.trim_end(),
        "您好:\n.以点开头的一行\n请在 5 个工作日内办理。"
    );
    assert!(
        first["html"]
            .as_str()
            .unwrap()
            .contains("<a href=\"http://127.0.0.1/act/x\">办理</a>")
    );
    assert_eq!(
        (&first["copy_of"], &first["at"]),
        (&Value::Null, &"2026-03-02T01:00:00Z".into())
    );

    assert_eq!(
        messages(&mailbox, "?to=TWO@example.org").await[0]["message_id"],
        "b@example.org"
    );
    assert_eq!(messages(&mailbox, "?since=1").await[0]["number"], 2);
    assert!(messages(&mailbox, "?since=2").await.is_empty());
}

#[tokio::test]
async fn pages_show_mails_safely() {
    let mailbox = Mailbox::open(None, now()).unwrap();
    let sender = sender(start(&mailbox).await);
    sender.send(mail("a", "one@example.org")).await.unwrap();
    let hostile = Message::builder()
        .from("a@example.org".parse().unwrap())
        .to("b@example.org".parse().unwrap());
    let hostile = hostile
        .subject("<script>alert(1)</script>")
        .header(header::ContentType::TEXT_HTML);
    sender
        .send(
            hostile
                .body("<p>\"</iframe><script>alert(2)</script>".to_owned())
                .unwrap(),
        )
        .await
        .unwrap();

    let (_, list) = fetch(&mailbox, "/mailbox").await;
    assert!(
        list.find("alert(1)").unwrap() < list.find("分办通知").unwrap(),
        "newest first"
    );
    assert!(!list.contains("<script"));
    let (_, filtered) = fetch(&mailbox, "/mailbox?to=one@example.org").await;
    assert!(filtered.contains("分办通知") && !filtered.contains("alert(1)"));
    let (_, page) = fetch(&mailbox, "/mailbox/2").await;
    assert!(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc="));
    assert!(!page.contains("<script") && page.matches("</iframe>").count() == 1);
    assert!(
        fetch(&mailbox, "/mailbox/1/source")
            .await
            .1
            .starts_with("From: ")
    );
    assert_eq!(fetch(&mailbox, "/mailbox/3").await.0, 404);
}

#[tokio::test]
async fn a_second_copy_is_shown_as_one() {
    let mailbox = Mailbox::open(None, now()).unwrap();
    let port = start(&mailbox).await;
    let once = Switch {
        trouble: Trouble::DropAfterData,
        times: Some(1),
        delay_ms: 0,
    };
    mailbox.set_trouble(once);
    sender(port)
        .send(mail("a", "one@example.org"))
        .await
        .unwrap_err();
    sender(port)
        .send(mail("a", "one@example.org"))
        .await
        .unwrap();
    let all = messages(&mailbox, "").await;
    assert_eq!(
        (all.len(), &all[0]["copy_of"], &all[1]["copy_of"]),
        (2, &Value::Null, &1.into())
    );
    assert!(fetch(&mailbox, "/mailbox").await.1.contains("与 #1 重复"));
    assert!(
        fetch(&mailbox, "/mailbox/2")
            .await
            .1
            .contains("Message-ID 相同")
    );
}

#[tokio::test]
async fn it_misbehaves_as_asked_and_recovers() {
    let mailbox = Mailbox::open(None, now()).unwrap();
    let port = start(&mailbox).await;
    let ask = http::Request::put("/mailbox/trouble").header("content-type", "application/json");
    let ask = ask
        .body(axum::body::Body::from(
            r#"{"trouble":"unavailable","times":1}"#,
        ))
        .unwrap();
    assert_eq!(mailbox.router().oneshot(ask).await.unwrap().status(), 204);
    let error = sender(port)
        .send(mail("a", "one@example.org"))
        .await
        .unwrap_err();
    assert!(error.is_transient(), "{error:?}");

    mailbox.set_trouble(Switch {
        trouble: Trouble::Refuse,
        times: Some(1),
        delay_ms: 0,
    });
    let error = sender(port)
        .send(mail("a", "one@example.org"))
        .await
        .unwrap_err();
    assert!(error.is_permanent(), "{error:?}");
    assert!(mailbox.letters().is_empty());

    mailbox.set_trouble(Switch {
        trouble: Trouble::Tarpit,
        times: Some(1),
        delay_ms: 40,
    });
    let before = Instant::now();
    sender(port)
        .send(mail("a", "one@example.org"))
        .await
        .unwrap();
    assert!(
        before.elapsed() >= Duration::from_millis(160),
        "MAIL, RCPT, DATA and the end are slow"
    );
    sender(port)
        .send(mail("b", "one@example.org"))
        .await
        .unwrap();
    assert_eq!(mailbox.letters().len(), 2);
}

#[tokio::test]
async fn a_second_start_finds_the_mails() {
    let folder = tempfile::tempdir().unwrap();
    let mailbox = Mailbox::open(Some(folder.path()), now()).unwrap();
    let sender = sender(start(&mailbox).await);
    for id in ["a", "b"] {
        sender.send(mail(id, "one@example.org")).await.unwrap();
    }
    std::fs::write(folder.path().join("00000009.eml"), "no envelope").unwrap();
    let again = Mailbox::open(Some(folder.path()), now()).unwrap();
    assert_eq!(messages(&again, "").await, messages(&mailbox, "").await);
    assert_eq!(again.letters()[1].raw, mailbox.letters()[1].raw);
}

/// Says lines by hand and collects the codes of the answers.
async fn talk(port: u16, lines: &[&str]) -> Vec<String> {
    let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
    let mut codes = Vec::new();
    for line in std::iter::once(&"").chain(lines) {
        if !line.is_empty()
            && stream
                .write_all(format!("{line}\r\n").as_bytes())
                .await
                .is_err()
        {
            break;
        }
        let mut answer = String::new();
        while stream.read_line(&mut answer).await.unwrap_or(0) > 0
            && answer.as_bytes().get(3) == Some(&b'-')
        {
            answer.clear();
        }
        codes.push(answer.chars().take(3).collect());
    }
    codes
}

#[tokio::test]
async fn the_protocol_is_kept_and_bounded() {
    let mailbox = Mailbox::open(None, now()).unwrap();
    let port = start(&mailbox).await;
    let order = [
        "EHLO x",
        "DATA",
        "RCPT TO:<a@b>",
        "MAIL FROM:a@b",
        "MAIL FROM:<> SIZE=9",
        "DATA",
        "RSET",
        "rcpt to:<a@b>",
        "NOOP",
        "VRFY a",
        "QUIT",
    ];
    let codes = [
        "220", "250", "503", "503", "501", "250", "503", "250", "503", "250", "500", "221",
    ];
    assert_eq!(talk(port, &order).await, codes);
    assert_eq!(
        talk(port, &["MAIL FROM:<a@b> SIZE=10485761"]).await,
        ["220", "552"]
    );
    assert_eq!(
        talk(port, &[&"x".repeat(2000), "NOOP"]).await[..2],
        ["220", "500"]
    );
    let sent = "Subject: x\r\n\r\n..one dot\r\n...two dots\r\n.";
    let codes = talk(
        port,
        &["HELO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", sent],
    )
    .await;
    assert_eq!(codes, ["220", "250", "250", "250", "354", "250"]);
    assert_eq!(
        mailbox.letters()[0].raw,
        b"Subject: x\r\n\r\n.one dot\r\n..two dots\r\n"
    );
    let large = format!(
        "{}\r\n.",
        "x".repeat(900).as_str().to_owned() + &"\r\nx".repeat(4_000_000)
    );
    let codes = talk(
        port,
        &["HELO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", &large],
    )
    .await;
    assert_eq!(codes.last().map(String::as_str), Some("552"));
    assert_eq!(mailbox.letters().len(), 1);
}
