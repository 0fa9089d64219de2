//! From announcement to evidence, and everything an address must refuse.

use adapters::documents::{Announced, Receipt, Suspicion, Ticket, sha256};
use jiff::Timestamp;

use crate::store::{Store, store};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n";

fn announced(media_type: &str, bytes: &[u8]) -> Announced {
    Announced {
        media_type: media_type.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap(),
        sha256: sha256(bytes),
    }
}

async fn ticket(store: &Store, upload: &str, announced: &Announced) -> Ticket {
    let now = Timestamp::now();
    let documents = &store.documents;
    documents
        .upload_ticket("d", upload, announced, now)
        .await
        .unwrap()
}

/// Puts `bytes` as a browser would; `change` may tamper with the headers. Answers the status.
async fn put(ticket: &Ticket, bytes: &[u8], change: impl Fn(&str, &str) -> String) -> u16 {
    let mut request = ureq::put(&ticket.url);
    for (name, value) in &ticket.headers {
        if name != "content-length" {
            request = request.header(name, change(name, value));
        }
    }
    let bytes = bytes.to_vec();
    tokio::task::spawn_blocking(move || match request.send(&bytes[..]) {
        Ok(response) => response.status().as_u16(),
        Err(ureq::Error::StatusCode(status)) => status,
        Err(error) => panic!("{error}"),
    })
    .await
    .unwrap()
}

fn as_signed(_: &str, value: &str) -> String {
    value.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announced_pdf_goes_from_the_browser_to_the_evidence() {
    let store = store().await;
    let announced = announced("application/pdf", PDF);
    let documents = &store.documents;
    assert_eq!(
        documents.receive("d", "u", &announced).await.unwrap(),
        Receipt::Absent
    );
    let ticket = ticket(&store, "u", &announced).await;
    let mut names: Vec<_> = ticket
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "content-length",
            "content-type",
            "if-none-match",
            "x-amz-checksum-sha256"
        ]
    );
    assert_eq!(put(&ticket, PDF, as_signed).await, 200);
    for _ in 0..2 {
        assert_eq!(
            documents.receive("d", "u", &announced).await.unwrap(),
            Receipt::Held
        );
    }
    let kept = store
        .objects
        .get("evidence", &format!("documents/{}", announced.sha256));
    assert_eq!(kept.unwrap().body, PDF);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_takes_nothing_but_the_announced_file_once() {
    let store = store().await;
    let ticket = ticket(&store, "u", &announced("application/pdf", PDF)).await;
    let longer = [PDF, b" "].concat();
    assert!(put(&ticket, &longer, as_signed).await >= 400);
    assert!(put(&ticket, &PDF[1..], as_signed).await >= 400);
    let mut other = PDF.to_vec();
    other[10] ^= 1;
    assert!(put(&ticket, &other, as_signed).await >= 400);
    for signed in ["content-type", "if-none-match", "x-amz-checksum-sha256"] {
        let change = |name: &str, value: &str| match (name == signed, signed) {
            (false, _) => value.to_owned(),
            (true, "x-amz-checksum-sha256") => "A".repeat(43) + "=",
            (true, _) => "text/html".to_owned(),
        };
        assert!(put(&ticket, PDF, change).await >= 400, "{signed}");
    }
    assert!(store.objects.get("uploads", "uploads/d/u").is_none());
    assert_eq!(put(&ticket, PDF, as_signed).await, 200);
    assert!(put(&ticket, PDF, as_signed).await >= 400, "a second time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_or_cut_file_stays_in_quarantine() {
    let store = store().await;
    let long = [PDF, &vec![b' '; 20_000]].concat();
    for (upload, bytes, expected) in [
        (
            "a",
            b"MZ\x90\0 not a document".to_vec(),
            Suspicion::OtherType,
        ),
        ("b", PDF[..40].to_vec(), Suspicion::Damaged),
        ("c", long, Suspicion::Damaged),
    ] {
        let announced = announced("application/pdf", &bytes);
        let ticket = ticket(&store, upload, &announced).await;
        assert_eq!(put(&ticket, &bytes, as_signed).await, 200);
        let receipt = store
            .documents
            .receive("d", upload, &announced)
            .await
            .unwrap();
        assert_eq!(receipt, Receipt::Refused(expected), "{upload}");
        let key = format!("documents/{}", announced.sha256);
        assert!(store.objects.get("evidence", &key).is_none(), "{upload}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_larger_than_what_is_looked_at_is_judged_by_both_ends() {
    let store = store().await;
    let long = [&PDF[..20], &vec![b' '; 30_000], b"%%EOF\n"].concat();
    let put = store
        .documents
        .put_upload("d", "u", "application/pdf", long.clone());
    let announced = put.await.unwrap();
    assert_eq!(announced.sha256, sha256(&long));
    let receipt = store.documents.receive("d", "u", &announced).await.unwrap();
    assert_eq!(receipt, Receipt::Held);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_upload_is_put_once_and_repeating_it_is_harmless() {
    let store = store().await;
    let documents = &store.documents;
    let put = || documents.put_upload("d", "u", "application/pdf", PDF.to_vec());
    let first = put().await.unwrap();
    assert_eq!(put().await.unwrap(), first);
    let mut other = first.clone();
    other.media_type = "image/png".to_owned();
    let receipt = documents.receive("d", "u", &other).await.unwrap();
    assert_eq!(receipt, Receipt::Refused(Suspicion::NotAsAnnounced));
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_is_downloaded_under_its_own_name_and_never_displayed() {
    let store = store().await;
    let documents = &store.documents;
    let put = documents.put_upload("d", "u", "application/pdf", PDF.to_vec());
    let announced = put.await.unwrap();
    documents.receive("d", "u", &announced).await.unwrap();
    let address = documents
        .address(&announced.sha256, "营业执照.pdf", "application/pdf")
        .await
        .unwrap();
    assert!(address.contains("X-Amz-Expires=300"), "{address}");
    let read = move || ureq::get(&address).call().unwrap();
    let mut response = tokio::task::spawn_blocking(read).await.unwrap();
    let disposition = response.headers()["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert!(disposition.ends_with("UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7.pdf"));
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert_eq!(response.body_mut().read_to_vec().unwrap(), PDF);
}
