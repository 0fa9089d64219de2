//! Tables that a spreadsheet opens as they are: with a byte order mark, and with no cell it would take for a formula (R18, M74).

/// How a cell begins that a spreadsheet would calculate (OWASP, CSV injection); full-width signs too, which some take for the others.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The table as a file: `head`, then `rows`.
pub fn table<const CELLS: usize>(
    head: [&str; CELLS],
    rows: impl IntoIterator<Item = [String; CELLS]>,
) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head = head.map(str::to_owned);
    for row in std::iter::once(head).chain(rows) {
        // a vector takes every write
        drop(writer.write_record(row.map(harmless)));
    }
    writer.into_inner().unwrap_or_default()
}

/// The same as text: what was written as text is text.
pub(crate) fn text<const CELLS: usize>(
    head: [&str; CELLS],
    rows: impl IntoIterator<Item = [String; CELLS]>,
) -> String {
    String::from_utf8(table(head, rows)).unwrap_or_default()
}

/// A cell that begins like a formula is shown as text.
fn harmless(cell: String) -> String {
    if cell.starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_out() {
        for start in FORMULA {
            assert_eq!(harmless(format!("{start}1")), format!("'{start}1"));
        }
        assert_eq!(harmless("一次性奖励".to_owned()), "一次性奖励");
        let row = ["a\"b,c\nd".to_owned(), "e".to_owned()];
        let table = String::from_utf8(table(["one", "two"], [row])).unwrap();
        assert_eq!(table, "\u{feff}one,two\r\n\"a\"\"b,c\nd\",e\r\n");
    }
}
