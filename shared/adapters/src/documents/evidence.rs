//! Reading evidence: an address for minutes that always downloads and never displays.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;

use super::{Documents, document_key};
use crate::fault::Fault;

/// How long an address works: long enough to click, too short to pass on.
const OPEN_FOR: Duration = Duration::from_mins(5);

const SIGNING: &str = "signing a document address failed";

impl Documents {
    /// An address that downloads the document with this hash under the name its sender gave it.
    ///
    /// # Errors
    /// A permanent fault if this function has no evidence.
    pub async fn address(
        &self,
        sha256: &str,
        file_name: &str,
        media_type: &str,
    ) -> Result<String, Fault> {
        let window = PresigningConfig::expires_in(OPEN_FOR)
            .map_err(|error| Fault::permanent(SIGNING, error))?;
        let signed = self
            .client
            .get_object()
            .bucket(self.evidence()?)
            .key(document_key(sha256))
            .response_content_disposition(disposition(file_name))
            .response_content_type(media_type)
            .presigned(window)
            .await
            .map_err(|error| Fault::permanent(SIGNING, error))?;
        Ok(signed.uri().to_owned())
    }
}

/// `Content-Disposition` with a plain name for old programs and the real one as RFC 5987 has it.
fn disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '_' })
        .collect();
    let mut real = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            real.push(char::from(byte));
        } else {
            real.push('%');
            real.push_str(&crate::hex::digits(&[byte]).to_uppercase());
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{real}")
}

fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || " -._()".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_and_cannot_break_out() {
        assert_eq!(
            disposition("营业执照 1.pdf"),
            "attachment; filename=\"____ 1.pdf\"; \
             filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7%201.pdf"
        );
        let hostile = disposition("a\"; x=\r\n../b\\c");
        assert!(!hostile.contains(['\r', '\n', '\\']));
        assert_eq!(hostile.matches('"').count(), 2);
    }
}
