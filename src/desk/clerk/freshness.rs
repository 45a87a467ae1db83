//! How fresh an entry is on a day: whether it can be relied on, lapses soon, or wants to be renewed.
//!
//! Cooperation portfolios die of stale entries, so freshness has one definition, and the lists, *for you* and the
//! organiser's desk all ask it.

use super::facts::{LAPSED, OPEN};
use crate::primitive::{Date, Window};

/// An entry nobody has confirmed for so long is old: the programmes of one budget year are rarely those of the
/// next.
pub(super) const OLD_AFTER_DAYS: i32 = 365;
/// An entry that ends within so many days lapses soon: two months leave time to ask and to answer.
pub(super) const SOON_DAYS: i32 = 60;

/// Ids of freshness, in the order in which people read them.
pub(super) const FRESHNESS: [&str; 3] = ["fresh", "lapses-soon", "stale"];
pub(super) const FRESH: usize = 0;
pub(super) const LAPSES_SOON: usize = 1;
pub(super) const STALE: usize = 2;

/// How fresh an entry is, as an index into [`FRESHNESS`]; none where it is not meant to be found (a draft, paused,
/// closed, served, full, or two versions that wait for a choice). What nobody ever confirmed is judged by its window.
pub(super) fn freshness(
    standing: usize,
    window: Window,
    confirmed_on: Option<Date>,
    as_of: Date,
) -> Option<usize> {
    match standing {
        LAPSED => Some(STALE),
        OPEN if is_old(confirmed_on, as_of) => Some(STALE),
        OPEN if ends_soon(window, as_of) => Some(LAPSES_SOON),
        OPEN => Some(FRESH),
        _ => None,
    }
}

/// Whether the last confirmation is too long ago.
pub(super) fn is_old(confirmed_on: Option<Date>, as_of: Date) -> bool {
    confirmed_on.is_some_and(|on| as_of.days_since(on) > OLD_AFTER_DAYS)
}

/// Whether a window has ended, or ends soon.
pub(super) fn ends_soon(window: Window, as_of: Date) -> bool {
    window.to().is_some_and(|to| to.days_since(as_of) <= SOON_DAYS)
}

#[cfg(test)]
mod tests {
    use super::super::facts::{DRAFT, FULL, SERVED};
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn until(text: &str) -> Window {
        Window::new(None, Some(day(text))).unwrap()
    }

    #[test]
    fn an_entry_is_fresh_then_lapses_soon_then_is_stale() {
        let today = day("2026-11-22");
        let of = |standing, to, confirmed: Option<&str>| {
            freshness(standing, until(to), confirmed.map(day), today).map(|at| FRESHNESS[at])
        };
        assert_eq!(of(OPEN, "2027-12-31", Some("2026-11-01")), Some("fresh"));
        assert_eq!(of(OPEN, "2027-12-31", None), Some("fresh"));
        // Sixty days from today is still soon, sixty-one is not.
        assert_eq!(of(OPEN, "2027-01-21", Some("2026-11-01")), Some("lapses-soon"));
        assert_eq!(of(OPEN, "2027-01-22", Some("2026-11-01")), Some("fresh"));
        // A year since the last confirmation is not yet old, a day more is, whatever the window says.
        assert_eq!(of(OPEN, "2027-12-31", Some("2025-11-22")), Some("fresh"));
        assert_eq!(of(OPEN, "2027-12-31", Some("2025-11-21")), Some("stale"));
        assert_eq!(of(OPEN, "2026-11-30", Some("2025-01-01")), Some("stale"));
        assert_eq!(of(LAPSED, "2026-10-01", Some("2026-11-01")), Some("stale"));
        for standing in [DRAFT, SERVED, FULL] {
            assert_eq!(of(standing, "2026-11-30", None), None);
        }
        assert_eq!(freshness(OPEN, Window::default(), None, today), Some(FRESH));
    }
}
