//! Compression with a dictionary: small catalogs are mostly keys and codes that every catalog has.
//!
//! The data is a raw DEFLATE stream (RFC 1951) whose window already holds a fixed text, so that what stands in
//! that text costs a few bits each time. The library has no call for this in its pure Rust form, and needs
//! none: the packer compresses the dictionary first, flushes to a byte boundary and drops what came out so far;
//! the unpacker reads the dictionary as a stored block and the data behind it, as one stream.

use std::io::Read;

use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

/// What every packer and unpacker of this version of the link has in its window before it begins.
///
/// Never to be changed: links that are out there would no longer open. A better text is a new version of the
/// link. A test keeps its checksum.
pub(super) const DICTIONARY: &str = include_str!("dictionary.txt");

/// A stored block holds at most this much (its length has 16 bits).
const STORED_LIMIT: usize = 0xFFFF;
const _: () = assert!(DICTIONARY.len() <= STORED_LIMIT);

/// What came of unpacking.
pub(super) enum Unpacked {
    Whole(Vec<u8>),
    TooLarge,
    Broken,
}

/// Compresses bytes.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), false);
    let mut window = Vec::new();
    run(&mut packer, DICTIONARY.as_bytes(), &mut window, FlushCompress::Sync);
    let mut packed = Vec::new();
    run(&mut packer, bytes, &mut packed, FlushCompress::Finish);
    packed
}

/// Compresses all of the input, up to the flush.
fn run(packer: &mut Compress, input: &[u8], output: &mut Vec<u8>, flush: FlushCompress) {
    /// How much room for output is made at a time.
    const ROOM: usize = 16 << 10;
    let start = packer.total_in();
    loop {
        output.reserve(ROOM);
        let taken = usize::try_from(packer.total_in() - start).unwrap_or(input.len());
        let status = packer.compress_vec(&input[taken..], output, flush);
        let all_taken = packer.total_in() - start == input.len() as u64;
        let room_left = output.capacity() > output.len();
        // Without room left there may be more output; otherwise everything up to the flush has come out.
        let flushed = all_taken && room_left && !matches!(flush, FlushCompress::Finish);
        if flushed || !matches!(status, Ok(Status::Ok)) {
            return;
        }
    }
}

/// Decompresses at most `limit` bytes.
pub(super) fn unpack(packed: &[u8], limit: usize) -> Unpacked {
    let mut stored = Vec::with_capacity(DICTIONARY.len() + 5);
    // Not the last block, stored; its length and the complement of its length (RFC 1951, 3.2.4).
    let [low, high] = (DICTIONARY.len() as u16).to_le_bytes();
    stored.extend([0, low, high, !low, !high]);
    stored.extend(DICTIONARY.as_bytes());
    let mut unpacker = DeflateDecoder::new(stored.chain(packed)).take((DICTIONARY.len() + limit + 1) as u64);
    let mut bytes = Vec::new();
    if unpacker.read_to_end(&mut bytes).is_err() || bytes.len() < DICTIONARY.len() {
        return Unpacked::Broken;
    }
    if bytes.len() > DICTIONARY.len() + limit {
        return Unpacked::TooLarge;
    }
    Unpacked::Whole(bytes.split_off(DICTIONARY.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_has_not_changed() {
        let mut crc = flate2::Crc::new();
        crc.update(DICTIONARY.as_bytes());
        assert_eq!(
            (DICTIONARY.len(), crc.sum()),
            (5689, 0x9ca3faaf),
            "links that are out there would no longer open"
        );
    }

    #[test]
    fn bytes_come_back() {
        for bytes in [&b""[..], b"{}", DICTIONARY.as_bytes(), &[7; 100_000]] {
            let Unpacked::Whole(back) = unpack(&pack(bytes), 100_000) else { panic!("{}", bytes.len()) };
            assert_eq!(back, bytes);
        }
        assert!(matches!(unpack(&pack(&[7; 100_001]), 100_000), Unpacked::TooLarge));
        let random: Vec<u8> = (0..50_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let Unpacked::Whole(back) = unpack(&pack(&random), 100_000) else { panic!() };
        assert_eq!(back, random);
        let packed = pack(&random);
        assert!(matches!(unpack(&packed[..packed.len() / 2], 100_000), Unpacked::Broken));
    }
}
