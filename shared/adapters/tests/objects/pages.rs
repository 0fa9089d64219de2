//! Pages are written when they changed, and only then.

use adapters::documents::PublicPage;

use crate::store::store;

fn page(words: &str) -> PublicPage {
    PublicPage {
        key: "notices/HS-2026-000000001-A".to_owned(),
        content_type: "text/html; charset=utf-8".to_owned(),
        bytes: words.as_bytes().to_vec(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_written_only_when_it_changed() {
    let store = store().await;
    let documents = &store.documents;
    assert!(documents.put_page(page("公示")).await.unwrap());
    assert!(!documents.put_page(page("公示")).await.unwrap());
    assert!(documents.put_page(page("公示结束")).await.unwrap());
    let other_type = PublicPage {
        content_type: "text/plain; charset=utf-8".to_owned(),
        ..page("公示结束")
    };
    assert!(documents.put_page(other_type).await.unwrap());
    let stored = store.objects.get("pages", &page("").key).unwrap();
    assert_eq!(stored.body, "公示结束".as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_taken_away_stays_away() {
    let store = store().await;
    let documents = &store.documents;
    documents.put_page(page("公示")).await.unwrap();
    for _ in 0..2 {
        documents.delete_page(&page("").key).await.unwrap();
    }
    assert!(store.objects.get("pages", &page("").key).is_none());
}
