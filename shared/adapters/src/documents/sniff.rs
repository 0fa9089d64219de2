//! What is really in a file, told from its two ends: the type by its magic, the structure by how it begins and ends.

use contract::text::Text;

/// How far into a file a PDF may say what it is.
const PDF_HEADER_WITHIN: usize = 1024;
/// Bytes some programs put in front of every text, and of PDFs too.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// First bytes of a PNG.
const PNG_HEAD: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
/// Last bytes of a PNG: its closing chunk, complete with checksum.
const PNG_TAIL: &[u8] = b"IEND\xae\x42\x60\x82";
/// First bytes of a JPEG.
const JPEG_HEAD: &[u8] = b"\xff\xd8\xff";
/// Last bytes of a JPEG.
const JPEG_TAIL: &[u8] = b"\xff\xd9";

/// The two ends of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) head: Vec<u8>,
    pub(super) tail: Vec<u8>,
}

impl Ends {
    pub(super) fn whole(bytes: Vec<u8>) -> Self {
        Self {
            head: bytes.clone(),
            tail: bytes,
        }
    }
}

/// Why a file stays in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspicion {
    /// Size, type or hash differ from what was announced.
    NotAsAnnounced,
    /// There is nothing in it.
    Empty,
    /// The content is of another type than announced.
    OtherType,
    /// It begins like its type but is not whole.
    Damaged,
    /// Nobody here can tell files of this type from others.
    NotCheckable,
}

impl Suspicion {
    /// The reason, with what to do.
    #[must_use]
    pub fn words(self) -> Text {
        match self {
            Self::NotAsAnnounced => Text::new(
                "收到的文件与申报的大小、类型或校验值不一致，请重新选择文件上传",
                "the file differs from the announced size, type or hash; choose the file again and upload it anew",
            ),
            Self::Empty => Text::new(
                "文件是空的，请检查后重新上传",
                "the file is empty; check it and upload it anew",
            ),
            Self::OtherType => Text::new(
                "文件内容与所选类型不符（例如把其他文件改名为 PDF），请导出为正确的格式后重新上传",
                "the content is not of the announced type (for example another file renamed to PDF); export it in the right format and upload it anew",
            ),
            Self::Damaged => Text::new(
                "文件不完整或已损坏，请用阅读软件打开确认后重新上传",
                "the file is incomplete or damaged; open it in a viewer to make sure, then upload it anew",
            ),
            Self::NotCheckable => Text::new(
                "本窗口无法核验这种类型的文件，请改用 PDF、JPEG 或 PNG",
                "files of this type cannot be checked here; use PDF, JPEG or PNG",
            ),
        }
    }
}

/// What speaks against a file announced as `media_type`; `None` if nothing does.
pub(super) fn suspicion(media_type: &str, ends: &Ends) -> Option<Suspicion> {
    if ends.head.is_empty() {
        return Some(Suspicion::Empty);
    }
    let content = infer::get(&ends.head).map(|kind| kind.mime_type());
    match media_type {
        "application/pdf" => pdf(ends),
        "image/jpeg" => image(content, media_type, ends, (JPEG_HEAD, JPEG_TAIL)),
        "image/png" => image(content, media_type, ends, (PNG_HEAD, PNG_TAIL)),
        _ => match content {
            Some(content) if content == media_type => None,
            Some(_) => Some(Suspicion::OtherType),
            None => Some(Suspicion::NotCheckable),
        },
    }
}

fn pdf(ends: &Ends) -> Option<Suspicion> {
    // the standard lets a PDF begin a little later; what stands before it could be another file, so only blanks may
    let blank = |byte: &u8| byte.is_ascii_whitespace() || BYTE_ORDER_MARK.contains(byte);
    let within = ends.head.get(..PDF_HEADER_WITHIN).unwrap_or(&ends.head);
    let first = within.iter().position(|byte| !blank(byte));
    let begins = first.and_then(|first| within.get(first..));
    if !begins.is_some_and(|begins| begins.starts_with(b"%PDF-")) {
        return Some(Suspicion::OtherType);
    }
    (!contains(&ends.tail, b"%%EOF")).then_some(Suspicion::Damaged)
}

fn image(
    content: Option<&str>,
    media_type: &str,
    ends: &Ends,
    (head, tail): (&[u8], &[u8]),
) -> Option<Suspicion> {
    if content != Some(media_type) || !ends.head.starts_with(head) {
        return Some(Suspicion::OtherType);
    }
    (!ends.tail.ends_with(tail)).then_some(Suspicion::Damaged)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(media_type: &str, bytes: &[u8], expected: Option<Suspicion>) {
        assert_eq!(
            suspicion(media_type, &Ends::whole(bytes.to_vec())),
            expected
        );
    }

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n";

    fn png() -> Vec<u8> {
        [
            PNG_HEAD,
            b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0",
            b"\0\0\0\0",
            PNG_TAIL,
        ]
        .concat()
    }

    fn jpeg() -> Vec<u8> {
        [
            b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01".as_slice(),
            &[0; 40],
            JPEG_TAIL,
        ]
        .concat()
    }

    #[test]
    fn clean_files_pass() {
        check("application/pdf", PDF, None);
        check("image/png", &png(), None);
        check("image/jpeg", &jpeg(), None);
        let late = [b"\n\n \n".as_slice(), PDF].concat();
        check("application/pdf", &late, None);
    }

    #[test]
    fn renamed_files_are_found() {
        for impostor in [
            b"MZ\x90\0 %PDF- %%EOF".as_slice(),
            b"PK\x03\x04 %PDF- %%EOF",
            b"<html><body>%PDF-1.4 %%EOF</body></html>",
            b"\x7fELF\x02\x01\x01\0%PDF-%%EOF",
            b"plain words",
        ] {
            check("application/pdf", impostor, Some(Suspicion::OtherType));
            check("image/png", impostor, Some(Suspicion::OtherType));
        }
        check("image/png", &jpeg(), Some(Suspicion::OtherType));
        check("image/jpeg", &png(), Some(Suspicion::OtherType));
        check("application/pdf", &png(), Some(Suspicion::OtherType));
    }

    #[test]
    fn files_cut_short_or_carrying_more_are_found() {
        check("application/pdf", &PDF[..40], Some(Suspicion::Damaged));
        let mut longer = png();
        longer.extend_from_slice(b"<script>");
        check("image/png", &longer, Some(Suspicion::Damaged));
        check("image/jpeg", &jpeg()[..20], Some(Suspicion::Damaged));
        check("image/jpeg", b"", Some(Suspicion::Empty));
    }

    #[test]
    fn a_pdf_that_begins_too_late_is_none() {
        let late = [vec![b' '; PDF_HEADER_WITHIN], PDF.to_vec()].concat();
        check("application/pdf", &late, Some(Suspicion::OtherType));
    }

    #[test]
    fn other_types_pass_only_if_recognised() {
        check("image/gif", b"GIF89a\x01\0\x01\0\0\0\0;", None);
        check("image/gif", PDF, Some(Suspicion::OtherType));
        check(
            "image/svg+xml",
            b"<svg onload='x'/>",
            Some(Suspicion::NotCheckable),
        );
        check("text/csv", b"a,b\n1,2\n", Some(Suspicion::NotCheckable));
    }

    #[test]
    fn every_reason_is_said_in_both_languages() {
        for suspicion in [
            Suspicion::NotAsAnnounced,
            Suspicion::Empty,
            Suspicion::OtherType,
            Suspicion::Damaged,
            Suspicion::NotCheckable,
        ] {
            let words = suspicion.words();
            assert!(!words.zh.is_empty() && !words.en.is_empty());
        }
    }
}
