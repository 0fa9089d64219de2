//! Style, scripts and icon. Their names carry a hash of their bytes, so they may be kept for ever and never go stale.

use std::sync::OnceLock;

/// A file the pages refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Object key and path without a leading slash: `assets/site-<hash>.css`.
    pub key: String,
    /// Media type.
    pub content_type: &'static str,
    /// Bytes.
    pub bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Name, ending, media type, bytes.
type Source = (&'static str, &'static str, &'static str, &'static [u8]);

const SOURCES: [Source; 5] = [
    ("site", "css", CSS, include_bytes!("../assets/site.css")),
    ("large", "js", SCRIPT, include_bytes!("../assets/large.js")),
    (
        "filter",
        "js",
        SCRIPT,
        include_bytes!("../assets/filter.js"),
    ),
    (
        "upload",
        "js",
        SCRIPT,
        include_bytes!("../assets/upload.js"),
    ),
    (
        "icon",
        "svg",
        "image/svg+xml",
        include_bytes!("../assets/icon.svg"),
    ),
];

/// Every asset.
pub fn all() -> &'static [Asset] {
    static ASSETS: OnceLock<Vec<Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| SOURCES.map(named).to_vec())
}

/// The key of the asset called `file`, such as `site.css`.
pub(crate) fn key(file: &str) -> &'static str {
    SOURCES
        .iter()
        .zip(all())
        .find(|((name, ending, ..), _)| {
            file.strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('.'))
                == Some(*ending)
        })
        .map_or("", |(_, asset)| asset.key.as_str())
}

fn named((name, ending, content_type, bytes): Source) -> Asset {
    Asset {
        key: format!("assets/{name}-{:016x}.{ending}", fingerprint(bytes)),
        content_type,
        bytes,
    }
}

/// FNV-1a: tells versions of our own files apart; nobody is kept out by it.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
