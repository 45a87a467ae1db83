//! Cells of CSV that no spreadsheet takes for a formula.
//!
//! A cell that begins like a formula would be executed by a spreadsheet. Such a cell gets an apostrophe in
//! front, and so does one that begins with an apostrophe: taking one apostrophe away where there is one gives
//! the text back, whatever it was ([`unguarded`]).

/// A text that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> String {
    // ＝ and the like are the wide forms East Asian spreadsheets accept as well.
    let is_dangerous = |first: char| {
        matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠')
    };
    if text.starts_with(is_dangerous) { format!("'{text}") } else { text.to_owned() }
}

/// The text a guarded one was made from.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}
