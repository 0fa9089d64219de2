//! Renders every page and mail over sample views: `cargo run -p pages --example preview -- OUTDIR`, then serve that folder
//! (`python3 -m http.server -d OUTDIR`): the pages' policy wants style and scripts from their own origin.

use std::path::Path;
use std::{env, fs, io};

#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the views lie in a file beside it; a wrong one should stop the preview"
)]
#[path = "../tests/pages/sample.rs"]
mod sample;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "preview".to_owned());
    let folder = Path::new(&folder);
    let sample = sample::Sample::new();
    for (name, html) in sample.pages() {
        write(folder, &format!("{name}.html"), html.as_bytes())?;
    }
    for file in sample.files() {
        let ending = if file.immutable { "" } else { ".html" };
        write(folder, &format!("{}{ending}", file.key), &file.bytes)?;
    }
    for (name, mail) in sample.mails() {
        let text = format!("{}\n\n{}", mail.subject, mail.text);
        write(folder, &format!("mail/{name}.txt"), text.as_bytes())?;
        write(folder, &format!("mail/{name}.html"), mail.html.as_bytes())?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}
