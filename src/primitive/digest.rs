//! A name for bytes.

/// The 128-bit FNV-1a hash (Fowler, Noll, Vo): stable for ever, which the standard library's is not.
pub fn digest(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |digest, byte| (digest ^ u128::from(*byte)).wrapping_mul(PRIME))
}

/// The same folded to 64 bits, as 16 digits: enough for what one catalog tells apart.
pub fn short_digest(bytes: &[u8]) -> String {
    let digest = digest(bytes);
    let folded = (digest >> 64) as u64 ^ digest as u64;
    format!("{folded:016x}")
}
