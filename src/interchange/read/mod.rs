//! Reading a catalog: tolerant, bounded, and never silent about what it could not keep.

mod document;
mod reader;
mod records;
mod references;
mod values;

use std::borrow::Cow;

use super::json::{self, Fault, FaultKind};
use super::{Place, Problem, SetAside, Severity};
use crate::catalog::{AnyRecord, Catalog, RecordKind};
use crate::primitive::{Arg, Arrange, Said};
use reader::Reader;
#[cfg(feature = "sheet")]
pub(super) use values::derived_id;

/// The largest file a browser reads; larger ones are refused before they are read. A catalog of 20,000
/// entries is about 10 MB; several copies of 64 MB still fit the memory a phone gives to a page.
pub const FILE_LIMIT: usize = 64 << 20;

/// What came of reading a catalog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The catalog, as far as it could be read; none where nothing could.
    pub catalog: Option<Catalog>,
    /// What was found, errors first.
    pub problems: Vec<Problem>,
    /// What could not be read, as it stood.
    pub set_aside: Vec<SetAside>,
    /// The program that wrote the file, as the file says.
    pub generator: Option<String>,
    /// When it was written, as the file says.
    pub saved_at: Option<String>,
}

/// What came of reading one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadRecord {
    /// The record, as far as it could be read; none where nothing could.
    pub record: Option<AnyRecord>,
    /// What was found, errors first.
    pub problems: Vec<Problem>,
    /// What could not be read, as it stood.
    pub set_aside: Vec<SetAside>,
}

/// Reads a catalog of any size.
pub fn read_catalog(bytes: &[u8]) -> Read {
    let mut before = Vec::new();
    let text = decode(bytes, &mut before);
    let mut read = match json::parse(&text) {
        Ok(json) => document::read(json, &text),
        Err(fault) => damaged(&text, fault),
    };
    read.problems.splice(0..0, before);
    read.problems.arrange_by_key(|problem| problem.severity);
    read
}

/// Reads a catalog of at most this many bytes.
pub fn read_catalog_within(bytes: &[u8], limit: usize) -> Read {
    if bytes.len() <= limit {
        return read_catalog(bytes);
    }
    let megabytes = |bytes: usize| Arg::Number((bytes as f64 / f64::from(1 << 20)).ceil());
    let said = Said::new("problem.too-large");
    let said = said.with("size", megabytes(bytes.len())).with("limit", megabytes(limit));
    Read { problems: vec![of_file(Severity::Error, said)], ..Read::default() }
}

/// Reads one record, as [`record_to_json`](super::record_to_json) wrote it.
pub fn record_from_json(kind: RecordKind, text: &str) -> ReadRecord {
    match json::parse(text) {
        Ok(json) => {
            let mut reader = Reader::default();
            let record = records::record(kind, json, &mut reader);
            let (problems, set_aside) = reader.finish();
            ReadRecord { record, problems, set_aside }
        }
        Err(fault) => ReadRecord {
            record: None,
            problems: vec![of_file(Severity::Error, said_of(fault))],
            set_aside: vec![SetAside { pointer: String::new(), json: text.to_owned() }],
        },
    }
}

/// A document that is no JSON: what stands before the fault is read.
fn damaged(text: &str, fault: Fault) -> Read {
    let problem = if text.trim().is_empty() {
        of_file(Severity::Error, Said::new("problem.file-empty"))
    } else if !text.trim_start().starts_with('{') {
        of_file(Severity::Error, Said::new("problem.not-json"))
    } else {
        of_file(Severity::Error, said_of(fault))
    };
    let whole = json::before(text, fault);
    let json = whole.as_deref().and_then(|whole| json::parse(whole).ok());
    let mut read = json.map_or_else(Read::default, |json| document::read(json, text));
    read.problems.insert(0, problem);
    if let Some(catalog) = &read.catalog {
        let n = catalog.records().count();
        let said = Said::new("problem.read-before-fault").with("n", Arg::Number(n as f64));
        read.problems.insert(1, of_file(Severity::Error, said));
    }
    read
}

fn said_of(fault: Fault) -> Said {
    let key = match fault.kind {
        FaultKind::Truncated => "problem.truncated",
        FaultKind::Syntax => "problem.syntax",
        FaultKind::TooDeep => "problem.too-deep",
    };
    let said = Said::new(key).with("line", Arg::Number(fault.line as f64));
    let said = said.with("column", Arg::Number(fault.column as f64));
    if fault.kind == FaultKind::TooDeep {
        return said.with("limit", Arg::Number(json::DEPTH_LIMIT as f64));
    }
    said
}

fn of_file(severity: Severity, said: Said) -> Problem {
    Problem { severity, place: Place::default(), said }
}

/// The bytes as text: UTF-8, with or without a byte order mark, or UTF-16 with one.
///
/// Bytes that are no UTF-8 are replaced by U+FFFD and told; the texts they stood in are damaged for good.
fn decode<'a>(bytes: &'a [u8], problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let marked = |key: &str| of_file(Severity::Information, Said::new(key));
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        problems.push(marked("problem.byte-order-mark"));
        return decode(rest, problems);
    }
    if let [first @ (0xFE | 0xFF), second @ (0xFE | 0xFF), rest @ ..] = bytes
        && first != second
    {
        problems.push(marked("problem.utf-16"));
        let unit = |pair: &[u8]| match first {
            0xFE => u16::from_be_bytes([pair[0], pair[1]]),
            _ => u16::from_le_bytes([pair[0], pair[1]]),
        };
        let units = rest.chunks_exact(2).map(unit);
        let characters = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        return Cow::Owned(characters.collect());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let said = Said::new("problem.not-utf-8").with("line", Arg::Number(line as f64));
            problems.push(of_file(Severity::Error, said));
            String::from_utf8_lossy(bytes)
        }
    }
}
