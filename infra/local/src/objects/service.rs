//! The operations.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as TOKEN;
use bytes::Bytes;
use http::header;
use s3s::auth::Credentials;
use s3s::dto::{
    CommonPrefix, CopyObjectInput, CopyObjectOutput, CopyObjectResult, CopySource,
    DeleteObjectInput, DeleteObjectOutput, GetObjectInput, GetObjectOutput, HeadBucketInput,
    HeadBucketOutput, HeadObjectInput, HeadObjectOutput, ListObjectsV2Input, ListObjectsV2Output,
    MetadataDirective, Object as Listed, PutObjectInput, PutObjectOutput, StreamingBlob,
};
use s3s::{Body, S3, S3Error, S3Request, S3Response, S3Result, s3_error};

use super::Objects;
use super::body::{Headers, cut, kept, name_of, receive, shown, tag_of, verify};
use super::condition::{Conditions, etag, modified};
use super::store::{At, Facts, Listing, Store, Stored, Trouble, Write};

const NAMES_MAX: i32 = 1000;

impl Objects {
    /// Runs something that blocks where it may.
    async fn run<T, F>(&self, act: F) -> S3Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, Trouble> + Send + 'static,
    {
        let store = self.store.clone();
        let done = tokio::task::spawn_blocking(move || act(&store)).await;
        Ok(done.map_err(S3Error::internal_error)??)
    }

    fn versioned(&self, bucket: &str) -> bool {
        self.buckets
            .get(bucket)
            .is_some_and(|bucket| bucket.versioned)
    }

    fn version_id(&self, bucket: &str, stored: &Stored) -> Option<String> {
        self.versioned(bucket).then(|| stored.version.clone())
    }

    fn facts(&self, content: &Bytes, headers: Headers) -> S3Result<Facts> {
        let size = u64::try_from(content.len()).map_err(S3Error::internal_error)?;
        let modified_seconds = (self.host.now)().as_second();
        Ok(Facts {
            etag: tag_of(content),
            size,
            modified_seconds,
            headers,
        })
    }

    /// A version for its reader, with the hash of its content.
    async fn readable(&self, reader: Option<&Credentials>, at: At) -> S3Result<(Stored, String)> {
        let (bucket, named) = (at.bucket.clone(), at.version.is_some());
        let found = self.run(move |store| store.find(&at)).await?;
        if let Some(stored) = found
            && let Some(hash) = stored.hash.clone()
        {
            return Ok((stored, hash));
        }
        let lists =
            |reader: &Credentials| self.may(&reader.access_key, "s3:ListBucket", &bucket, None);
        match reader.map(lists) {
            Some(Ok(())) if named => Err(s3_error!(NoSuchVersion)),
            Some(Ok(())) => Err(s3_error!(NoSuchKey)),
            Some(Err(_)) | None => Err(s3_error!(
                AccessDenied,
                "absent; without s3:ListBucket that reads as denied"
            )),
        }
    }

    async fn head(
        &self,
        request: &S3Request<GetObjectInput>,
    ) -> S3Result<(S3Response<GetObjectOutput>, String)> {
        let input = &request.input;
        let (bucket, key, version) = (
            input.bucket.clone(),
            input.key.clone(),
            input.version_id.clone(),
        );
        let reader = request.credentials.as_ref();
        let (stored, hash) = self
            .readable(
                reader,
                At {
                    bucket,
                    key,
                    version,
                },
            )
            .await?;
        let conditions = Conditions {
            matches: input.if_match.clone(),
            none_match: input.if_none_match.clone(),
            modified_since: input.if_modified_since.clone(),
            unmodified_since: input.if_unmodified_since.clone(),
        };
        conditions.check(&stored.facts)?;
        let output = GetObjectOutput {
            accept_ranges: Some("bytes".to_owned()),
            content_length: i64::try_from(stored.facts.size).ok(),
            e_tag: Some(etag(&stored.facts)),
            last_modified: Some(modified(&stored.facts)),
            version_id: self.version_id(&input.bucket, &stored),
            ..Default::default()
        };
        let whole = input.range.is_none() && input.checksum_mode.is_some();
        let mut headers = shown(&stored.facts, whole);
        // What the signer overrides, s3s puts itself; these would win over it.
        let overridden = [
            (header::CONTENT_TYPE, &input.response_content_type),
            (
                header::CONTENT_DISPOSITION,
                &input.response_content_disposition,
            ),
            (header::CACHE_CONTROL, &input.response_cache_control),
        ];
        for (name, _) in overridden.into_iter().filter(|(_, value)| value.is_some()) {
            headers.remove(name);
        }
        Ok((S3Response::with_headers(output, headers), hash))
    }
}

#[async_trait::async_trait]
impl S3 for Objects {
    async fn head_bucket(
        &self,
        _: S3Request<HeadBucketInput>,
    ) -> S3Result<S3Response<HeadBucketOutput>> {
        Ok(S3Response::new(HeadBucketOutput::default()))
    }

    async fn put_object(
        &self,
        request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let input = request.input;
        let bytes_max = self.host.object_bytes_max;
        let content = receive(input.body, input.content_length, bytes_max).await?;
        let mut headers = kept(&request.headers);
        if let Some(trailer) = request.trailing_headers.and_then(|trailer| trailer.take()) {
            headers.extend(kept(&trailer));
        }
        verify(&headers, input.content_md5.as_deref(), &content)?;
        let bucket = input.bucket.clone();
        let write = Write {
            at: At {
                bucket: input.bucket,
                key: input.key,
                version: None,
            },
            versioned: self.versioned(&bucket),
            if_match: input.if_match,
            if_none_match: input.if_none_match,
            hash: name_of(&content),
            facts: self.facts(&content, headers)?,
            content,
        };
        let stored = self.run(move |store| store.put(write)).await?;
        Ok(S3Response::new(PutObjectOutput {
            e_tag: Some(etag(&stored.facts)),
            version_id: self.version_id(&bucket, &stored),
            ..Default::default()
        }))
    }

    async fn get_object(
        &self,
        request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        let (mut response, hash) = self.head(&request).await?;
        let mut content = self.run(move |store| store.content(&hash)).await?;
        if let Some(range) = request.input.range {
            let (part, told) = cut(&content, range)?;
            response.output.content_length = i64::try_from(part.len()).ok();
            response.output.content_range = Some(told);
            content = part;
        }
        response.output.body = Some(StreamingBlob::from(Body::from(content)));
        Ok(response)
    }

    async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        let request = request.map_input(|input| GetObjectInput {
            bucket: input.bucket,
            key: input.key,
            version_id: input.version_id,
            checksum_mode: input.checksum_mode,
            if_match: input.if_match,
            if_none_match: input.if_none_match,
            if_modified_since: input.if_modified_since,
            if_unmodified_since: input.if_unmodified_since,
            ..Default::default()
        });
        let (response, _) = self.head(&request).await?;
        Ok(response.map_output(|output| HeadObjectOutput {
            accept_ranges: output.accept_ranges,
            content_length: output.content_length,
            e_tag: output.e_tag,
            last_modified: output.last_modified,
            version_id: output.version_id,
            ..Default::default()
        }))
    }

    async fn delete_object(
        &self,
        request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        let S3Request { input, .. } = request;
        let version_id = input.version_id.clone();
        let marks = version_id.is_none() && self.versioned(&input.bucket);
        let at = At {
            bucket: input.bucket,
            key: input.key,
            version: input.version_id,
        };
        if !marks {
            self.run(move |store| store.delete(&at)).await?;
            return Ok(S3Response::new(DeleteObjectOutput {
                version_id,
                ..Default::default()
            }));
        }
        let now_seconds = (self.host.now)().as_second();
        let version_id = Some(
            self.run(move |store| store.mark_deleted(at, now_seconds))
                .await?,
        );
        let delete_marker = Some(true);
        Ok(S3Response::new(DeleteObjectOutput {
            delete_marker,
            version_id,
            ..Default::default()
        }))
    }

    async fn copy_object(
        &self,
        request: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        let (facts, content) = self.source(&request).await?;
        let S3Request { input, .. } = request;
        let bucket = input.bucket.clone();
        let write = Write {
            at: At {
                bucket: input.bucket,
                key: input.key,
                version: None,
            },
            versioned: self.versioned(&bucket),
            if_match: None,
            if_none_match: None,
            hash: name_of(&content),
            content,
            facts,
        };
        let stored = self.run(move |store| store.put(write)).await?;
        Ok(S3Response::new(CopyObjectOutput {
            copy_object_result: Some(CopyObjectResult {
                e_tag: Some(etag(&stored.facts)),
                last_modified: Some(modified(&stored.facts)),
                ..Default::default()
            }),
            version_id: self.version_id(&bucket, &stored),
            ..Default::default()
        }))
    }

    async fn list_objects_v2(
        &self,
        request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        let input = request.input;
        let token = input
            .continuation_token
            .as_ref()
            .map(|token| TOKEN.decode(token).ok());
        let after = match token {
            Some(name) => name.and_then(|name| String::from_utf8(name).ok()),
            None => Some(input.start_after.unwrap_or_default()),
        };
        let names_max = input.max_keys.unwrap_or(NAMES_MAX).clamp(1, NAMES_MAX);
        let listing = Listing {
            bucket: input.bucket.clone(),
            prefix: input.prefix.clone().unwrap_or_default(),
            delimiter: input.delimiter.clone(),
            after: after.ok_or_else(|| s3_error!(InvalidArgument, "not one of our tokens"))?,
            names_max: usize::try_from(names_max).map_err(S3Error::internal_error)?,
        };
        let page = self.run(move |store| store.list(&listing)).await?;
        let contents: Vec<_> = page.objects.into_iter().map(listed).collect();
        let prefixes = page.prefixes.into_iter().map(Some);
        let prefixes: Vec<_> = prefixes.map(|prefix| CommonPrefix { prefix }).collect();
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(input.bucket),
            prefix: input.prefix,
            delimiter: input.delimiter,
            max_keys: Some(names_max),
            key_count: i32::try_from(contents.len() + prefixes.len()).ok(),
            is_truncated: Some(page.more_after.is_some()),
            next_continuation_token: page.more_after.map(|last| TOKEN.encode(last)),
            continuation_token: input.continuation_token,
            contents: Some(contents),
            common_prefixes: Some(prefixes),
            ..Default::default()
        }))
    }
}

impl Objects {
    /// What a copy writes: the caller needs the right to read it where it is.
    async fn source(&self, request: &S3Request<CopyObjectInput>) -> S3Result<(Facts, Bytes)> {
        let input = &request.input;
        let CopySource::Bucket {
            bucket,
            key,
            version_id,
        } = &input.copy_source
        else {
            return Err(s3_error!(NotImplemented, "copying from an access point"));
        };
        let reader = request
            .credentials
            .as_ref()
            .ok_or_else(|| s3_error!(AccessDenied))?;
        let one_version = version_id.is_some();
        let action = if one_version {
            "s3:GetObjectVersion"
        } else {
            "s3:GetObject"
        };
        self.may(&reader.access_key, action, bucket, Some(key))?;
        let at = At {
            bucket: bucket.to_string(),
            key: key.to_string(),
            version: version_id.as_deref().map(str::to_owned),
        };
        let (stored, hash) = self.readable(Some(reader), at).await?;
        let conditions = Conditions {
            matches: input.copy_source_if_match.clone(),
            none_match: input.copy_source_if_none_match.clone(),
            ..Conditions::default()
        };
        conditions
            .check(&stored.facts)
            .map_err(|_| s3_error!(PreconditionFailed))?;
        let content = self.run(move |store| store.content(&hash)).await?;
        let mut headers = stored.facts.headers;
        let directive = input
            .metadata_directive
            .as_ref()
            .map(MetadataDirective::as_str);
        if directive == Some(MetadataDirective::REPLACE) {
            headers.retain(|name, _| name.starts_with("x-amz-checksum-"));
            headers.extend(kept(&request.headers));
        }
        Ok((self.facts(&content, headers)?, content))
    }
}

fn listed(stored: Stored) -> Listed {
    Listed {
        size: i64::try_from(stored.facts.size).ok(),
        e_tag: Some(etag(&stored.facts)),
        last_modified: Some(modified(&stored.facts)),
        key: Some(stored.key),
        ..Default::default()
    }
}
