//! Bytes as decimal digits and back: the form of a link that stands in a code for cameras.
//!
//! A QR code holds three digits in ten bits, but a letter in eight. Seven bytes (56 bits) are 17 digits
//! (10^17 > 2^56), 3.29 bits a digit of the 3.33 that a digit takes; letters of base64url carry 6 bits of the 8
//! they take. So a code of the same density holds a third more.

/// Digits for a group of 0 to 7 bytes: the least `d` with 10^d ≥ 256^bytes.
const DIGITS: [usize; 8] = [0, 3, 5, 8, 10, 13, 15, 17];
/// Bytes of a whole group: the longest whose number fits a `u64` with room to check it.
const GROUP: usize = 7;

/// Writes bytes as digits.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len().div_ceil(GROUP) * DIGITS[GROUP]);
    for group in bytes.chunks(GROUP) {
        let number = group.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let width = DIGITS[group.len()];
        digits.push_str(&format!("{number:0width$}"));
    }
    digits
}

/// Reads digits; none where they are not what [`encode`] writes.
pub(super) fn decode(digits: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(digits.len() / DIGITS[GROUP] * GROUP + GROUP);
    for group in digits.as_bytes().chunks(DIGITS[GROUP]) {
        let length = DIGITS.iter().position(|digits| *digits == group.len())?;
        let text = std::str::from_utf8(group).ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?;
        let number: u64 = text.parse().ok()?;
        let whole = number.to_be_bytes();
        let (over, own) = whole.split_at(whole.len() - length);
        if over.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend(own);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_nothing_else_is_read() {
        for length in 0..40 {
            for fill in [0, 1, 0x7F, 0xFF] {
                let bytes = vec![fill; length];
                let digits = encode(&bytes);
                assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
                assert_eq!(decode(&digits), Some(bytes));
            }
        }
        for broken in ["1", "12a", "256", "99999999999999999", "+12", "0000000000000000012"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
