//! Public pages: written when their content changed, and only then (goals P14).

use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::{Documents, sha256};
use crate::cloud::{failed, is_status};
use crate::fault::Fault;

/// Where the content hash of a page is kept, so that one call tells whether it changed.
const HASH: &str = "sha256";
/// A reader sees a change at most this much later.
const CACHE_CONTROL: &str = "public, max-age=60";
/// How many pages are on their way at once.
const AT_ONCE: usize = 8;

const WRITING: &str = "writing a page failed";
const READING: &str = "reading a page failed";

/// A page as the public will read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPage {
    /// Its path without the leading slash, such as `notices/HS-2026-…`; `index` is the home page.
    pub key: String,
    /// Media type, with charset for text.
    pub content_type: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Documents {
    /// Writes a page if it differs from what stands there; says whether it did.
    ///
    /// # Errors
    /// A fault if the object service does not take it.
    pub async fn put_page(&self, page: PublicPage) -> Result<bool, Fault> {
        let hash = sha256(&page.bytes);
        if let Some(present) = self.page(&page.key).await?
            && is_same(&present, &page, &hash)
        {
            return Ok(false);
        }
        self.write_page(page, hash).await?;
        Ok(true)
    }

    /// Writes pages that are known to have changed, several at a time; in no order.
    ///
    /// # Errors
    /// A fault if the object service does not take one of them; others may be written.
    pub async fn write_pages(&self, pages: Vec<PublicPage>) -> Result<(), Fault> {
        let writes = pages.into_iter().map(|page| async {
            let hash = sha256(&page.bytes);
            self.write_page(page, hash).await
        });
        stream::iter(writes)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
    }

    async fn write_page(&self, page: PublicPage, hash: String) -> Result<(), Fault> {
        self.client
            .put_object()
            .bucket(self.pages()?)
            .key(page.key)
            .content_type(page.content_type)
            .cache_control(CACHE_CONTROL)
            .metadata(HASH, hash)
            .body(ByteStream::from(page.bytes))
            .send()
            .await
            .map(|_| ())
            .map_err(|error| failed(WRITING, error))
    }

    /// The bytes of a page, if it is there.
    ///
    /// # Errors
    /// A fault if the object service does not answer.
    pub async fn read_page(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        let got = self
            .client
            .get_object()
            .bucket(self.pages()?)
            .key(key)
            .send()
            .await;
        let object = match got {
            Ok(object) => object,
            Err(error) if is_status(&error, 404) => return Ok(None),
            Err(error) => return Err(failed(READING, error)),
        };
        let bytes = object.body.collect().await;
        let bytes = bytes.map_err(|error| Fault::temporary(READING, error))?;
        Ok(Some(bytes.to_vec()))
    }

    /// Takes a page away. A page that is not there is as good as taken away.
    ///
    /// # Errors
    /// A fault if the object service does not do it.
    pub async fn delete_page(&self, key: &str) -> Result<(), Fault> {
        self.client
            .delete_object()
            .bucket(self.pages()?)
            .key(key)
            .send()
            .await
            .map(|_| ())
            .map_err(|error| failed(WRITING, error))
    }

    async fn page(&self, key: &str) -> Result<Option<HeadObjectOutput>, Fault> {
        let head = self
            .client
            .head_object()
            .bucket(self.pages()?)
            .key(key)
            .send()
            .await;
        match head {
            Ok(present) => Ok(Some(present)),
            Err(error) if is_status(&error, 404) => Ok(None),
            Err(error) => Err(failed(WRITING, error)),
        }
    }
}

fn is_same(present: &HeadObjectOutput, page: &PublicPage, hash: &str) -> bool {
    let known = present.metadata().and_then(|metadata| metadata.get(HASH));
    known.map(String::as_str) == Some(hash)
        && present.content_type() == Some(page.content_type.as_str())
}
