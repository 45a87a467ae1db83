//! CSV as a sheet.

use super::findings::Findings;
use super::grid::{Grid, Line};
use crate::interchange::{Severity, unguarded};
use crate::primitive::Said;

/// The rows of a CSV file, whatever separates its cells and however its letters are written.
pub(super) fn grid(bytes: &[u8], findings: &mut Findings) -> Grid {
    let text = decoded(bytes, findings);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    // Only what we wrote has apostrophes of ours.
    let ours = text.lines().next().is_some_and(|head| head.contains("matriz:"));
    let mut grid = Grid::default();
    for (number, record) in reader.records().enumerate() {
        // The text is UTF-8 and rows may be of any length: there is nothing left to fail.
        let (Ok(record), Ok(number)) = (record, u32::try_from(number)) else { break };
        let cells = record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let cells = cells.filter_map(|(column, cell)| {
            let cell = if ours { unguarded(cell) } else { cell };
            Some((u32::try_from(column).ok()?, cell.to_owned()))
        });
        let line: Line = cells.collect();
        if !line.is_empty() {
            grid.rows.insert(number, line);
        }
    }
    grid
}

/// The separator that cuts the first line into most cells.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            byte => counts.iter_mut().filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1),
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

/// UTF-8 or UTF-16 with or without a mark; else what Excel writes on Windows when it is asked for plain CSV.
fn decoded(bytes: &[u8], findings: &mut Findings) -> String {
    if let [first @ (0xFE | 0xFF), second @ (0xFE | 0xFF), rest @ ..] = bytes
        && first != second
    {
        let unit = |pair: &[u8]| match first {
            0xFE => u16::from_be_bytes([pair[0], pair[1]]),
            _ => u16::from_le_bytes([pair[0], pair[1]]),
        };
        let units: Vec<u16> = rest.chunks_exact(2).map(unit).collect();
        return String::from_utf16_lossy(&units);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    findings.of_file(Severity::Warning, Said::new("problem.sheet-not-utf-8"));
    bytes.iter().map(|byte| windows_1252(*byte)).collect()
}

/// The letters of Windows-1252 where it is not Latin-1 (0x80 to 0x9F); five of them are not taken.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitive::Language;

    #[test]
    fn separators_and_letters_are_found_out() {
        assert_eq!(separator("a;b;c,d\n,,,,,,,"), b';');
        assert_eq!(separator("\"a;b;c;d\",e\n"), b',');
        assert_eq!(separator("a\tb\tc"), b'\t');
        let mut findings = Findings::new(Language::En);
        assert_eq!(decoded(b"a\xF1o \x80", &mut findings), "año €");
        assert_eq!(decoded(b"\xFF\xFEa\0", &mut findings), "a");
        assert_eq!(findings.finish().len(), 1);
    }
}
