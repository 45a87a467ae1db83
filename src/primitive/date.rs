//! Civil dates and windows of whole days; no time of day, no time zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const MS_A_DAY: u64 = 86_400_000;

/// A day on the calendar, counted from 1970-01-01 so that windows are plain arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// The day this many days after 1970-01-01 (before it where negative).
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The UTC day of an instant.
    pub fn from_unix_ms(ms: u64) -> Self {
        Self(i32::try_from(ms / MS_A_DAY).unwrap_or(i32::MAX))
    }

    /// The day this many days later.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Whole days from `earlier` to this day.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    fn civil(self) -> civil::Date {
        let epoch = civil::Date::constant(1970, 1, 1);
        let span = jiff::Span::new().try_days(self.0);
        // Dates come from `from_str` or small additions; what jiff cannot hold is shown as its last day.
        span.and_then(|span| epoch.checked_add(span)).unwrap_or(civil::Date::MAX)
    }
}

/// The text is no day of the calendar in the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the form YYYY-MM-DD")
    }
}

impl FromStr for Date {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        if !shaped {
            return Err(NotADate);
        }
        let day: civil::Date = text.parse().map_err(|_| NotADate)?;
        let since = day.since(civil::Date::constant(1970, 1, 1)).map_err(|_| NotADate)?;
        Ok(Self(since.get_days()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.civil();
        write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A span of days, both ends included; an end that is not stated is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Window {
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Ends {
    from: Option<Date>,
    to: Option<Date>,
}

/// A window whose end lies before its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowReversed;

impl fmt::Display for WindowReversed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the window ends before it begins")
    }
}

impl Window {
    /// A window; refused where it ends before it begins.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self, WindowReversed> {
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(WindowReversed),
            _ => Ok(Self { from, to }),
        }
    }

    /// First day.
    pub fn from(self) -> Option<Date> {
        self.from
    }

    /// Last day.
    pub fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether neither end is stated.
    pub fn is_unstated(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether the window has passed on this day.
    pub fn has_lapsed(self, as_of: Date) -> bool {
        self.to.is_some_and(|to| to < as_of)
    }

    /// How many days it holds; none where an end is open.
    pub fn days(self) -> Option<i32> {
        Some(self.to?.days_since(self.from?) + 1)
    }
}

impl TryFrom<Ends> for Window {
    type Error = WindowReversed;
    fn try_from(ends: Ends) -> Result<Self, WindowReversed> {
        Self::new(ends.from, ends.to)
    }
}

impl From<Window> for Ends {
    fn from(window: Window) -> Self {
        Self { from: window.from, to: window.to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_as_they_stand() {
        for text in ["1970-01-01", "2026-11-22", "2028-02-29", "1899-12-31", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert_eq!("1970-01-02".parse::<Date>().unwrap().days(), 1);
        assert_eq!("2000-03-01".parse::<Date>().unwrap().days(), 11_017);
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2027",
            "2027-02-29",
            "2027-13-01",
            "01/02/2027",
            "2027-1-1",
            "2027-01-01T00:00",
            "+2027-01-1",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_window_never_ends_before_it_begins() {
        let day = |text: &str| Some(text.parse::<Date>().unwrap());
        assert!(Window::new(day("2027-02-01"), day("2027-01-31")).is_err());
        let one = Window::new(day("2027-02-01"), day("2027-02-01")).unwrap();
        assert_eq!(one.days(), Some(1));
        assert!(one.has_lapsed("2027-02-02".parse().unwrap()));
        assert!(!one.has_lapsed("2027-02-01".parse().unwrap()));
    }
}
