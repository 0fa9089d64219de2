//! QR codes, drawn as one path: the page needs no picture and prints at any size.

use qrcode::{Color, EcLevel, QrCode};

/// Modules left white around it, as the standard asks.
const QUIET: usize = 4;

/// An address as a QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Qr {
    /// Modules on each side, with the quiet zone.
    pub(crate) side: usize,
    /// The dark modules as an SVG path.
    pub(crate) path: String,
}

/// The code of `text`; none if it is too long for one.
pub(crate) fn draw(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.into_colors();
    let dark = colors.iter().enumerate();
    let dark = dark.filter(|(_, color)| **color == Color::Dark);
    let path = dark.map(|(place, _)| {
        let column = place.checked_rem(width).unwrap_or_default();
        let row = place.checked_div(width).unwrap_or_default();
        let (x, y) = (column.saturating_add(QUIET), row.saturating_add(QUIET));
        format!("M{x} {y}h1v1h-1z")
    });
    Some(Qr {
        side: width.saturating_add(QUIET.saturating_mul(2)),
        path: path.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_code_has_its_finder_patterns_and_a_quiet_zone() {
        let qr = draw("https://city.example.com/verify/HS-2026-482913057-K.abc").unwrap();
        assert_eq!((qr.side - 8 - 17) % 4, 0, "a version of the standard");
        // the outer ring of the first finder pattern, seven modules wide
        for x in 4..11 {
            assert!(qr.path.contains(&format!("M{x} 4h1")), "{x}");
        }
        assert!(!qr.path.contains("M11 4h1") && !qr.path.contains("M3 "));
    }
}
