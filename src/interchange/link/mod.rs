//! A catalog in the fragment of a link.
//!
//! `m1.LENGTH.DATA.CHECK`: the tag of the format, the number of characters of the data, the data, and the
//! CRC-32 of the data in eight hexadecimal digits. Length and checksum come before and after the data, so that a
//! link that was cut off is told from one that was altered. Everything in it is a letter, a digit, a hyphen, an
//! underscore or a full stop, and it ends in a letter or digit: what programs recognise as one link.
//!
//! `d1.LENGTH.DATA.CHECK` is the same in decimal digits (the checksum too), for a code for cameras ([`digits`]).
//!
//! The data is the compact JSON of the catalog, compressed and written in base64url. A link that was not sent
//! through anything that shortens it opens nothing but the catalog it was made from.

mod digits;
mod pack;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Layout, Read, WriteOptions, read_catalog, write_catalog};
use crate::catalog::Catalog;
use crate::primitive::{Arg, Said};
use pack::{Unpacked, pack, unpack};

/// What a link of this version begins with, before the version.
const TAG: &str = "m";
/// The same for a link in digits.
const TAG_OF_DIGITS: &str = "d";
/// The version of the link format this app reads and writes.
const VERSION: u32 = 1;
/// The most a link may hold once unpacked. Links carry catalogs of a seminar (a hundred entries are about
/// 100 kB of JSON); this is room for a hundred times that, and too little for a bomb to hurt.
const UNPACKED_LIMIT: usize = 16 << 20;
/// Hexadecimal digits of the checksum.
const CHECK_DIGITS: usize = 8;
/// Decimal digits of the checksum.
const CHECK_DECIMALS: usize = 10;

/// A catalog as the fragment of a link, without the `#`, in both forms.
pub struct Links {
    /// For people and programs.
    pub letters: String,
    /// For a code for cameras.
    pub digits: String,
}

/// Writes a catalog as a link.
pub fn write_links(catalog: &Catalog) -> Links {
    let options = WriteOptions { layout: Layout::Compact, ..WriteOptions::default() };
    let packed = pack(write_catalog(catalog, &options).as_bytes());
    let data = URL_SAFE_NO_PAD.encode(&packed);
    let letters = format!("{TAG}{VERSION}.{}.{data}.{:08x}", data.len(), checksum(&data));
    let data = digits::encode(&packed);
    let digits = format!("{TAG_OF_DIGITS}{VERSION}.{}.{data}.{:010}", data.len(), checksum(&data));
    Links { letters, digits }
}

/// Writes a catalog as the fragment of a link, without the `#`.
pub fn write_link(catalog: &Catalog) -> String {
    write_links(catalog).letters
}

/// Reads the fragment of a link, with or without the `#`.
///
/// # Errors
/// What to say where the link holds no catalog: it is none, was cut off, was altered, is of a newer version, or
/// holds more than it may.
pub fn read_link(fragment: &str) -> Result<Read, Said> {
    let (in_digits, data) = data_of(fragment)?;
    let altered = || Said::new("link.altered");
    let packed = match in_digits {
        true => digits::decode(&data),
        false => URL_SAFE_NO_PAD.decode(data).ok(),
    };
    let packed = packed.ok_or_else(altered)?;
    match unpack(&packed, UNPACKED_LIMIT) {
        Unpacked::Whole(json) => Ok(read_catalog(&json)),
        Unpacked::TooLarge => {
            let limit = Arg::Number((UNPACKED_LIMIT >> 20) as f64);
            Err(Said::new("link.too-large").with("limit", limit))
        }
        Unpacked::Broken => Err(altered()),
    }
}

/// The data of a link, checked, and whether it is in digits.
fn data_of(fragment: &str) -> Result<(bool, String), Said> {
    // Programs that wrap lines put spaces and line breaks into long links.
    let link: String = fragment.chars().filter(|character| !character.is_whitespace()).collect();
    let link = link.strip_prefix('#').unwrap_or(&link);
    let (tag, rest) = link.split_once('.').unwrap_or((link, ""));
    let in_digits = tag.starts_with(TAG_OF_DIGITS);
    let version = tag.strip_prefix(if in_digits { TAG_OF_DIGITS } else { TAG });
    let version = version.and_then(|version| version.parse::<u32>().ok());
    match version {
        None | Some(0) => return Err(Said::new("link.not-a-link")),
        Some(version) if version > VERSION => return Err(Said::new("link.newer-version")),
        Some(_) => {}
    }
    let cut_off = || Said::new("link.truncated");
    let altered = || Said::new("link.altered");
    let (length, rest) = rest.split_once('.').ok_or_else(cut_off)?;
    let length: usize = length.parse().map_err(|_| altered())?;
    let Some((data, check)) = rest.split_once('.') else {
        return Err(if rest.len() <= length { cut_off() } else { altered() });
    };
    // A sentence may end right after a link, or a bracket close.
    let check = check.trim_end_matches(|character: char| !character.is_ascii_alphanumeric());
    let (check_length, radix) = if in_digits { (CHECK_DECIMALS, 10) } else { (CHECK_DIGITS, 16) };
    if data.len() == length && check.len() < check_length {
        return Err(cut_off());
    }
    let stated = u32::from_str_radix(check, radix).map_err(|_| altered())?;
    if data.len() != length || check.len() != check_length || stated != checksum(data) {
        return Err(altered());
    }
    Ok((in_digits, data.to_owned()))
}

fn checksum(data: &str) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(data.as_bytes());
    crc.sum()
}
