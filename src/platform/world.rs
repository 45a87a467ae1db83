//! The browser's clock and randomness.

use js_sys::{Date as JsDate, Math};

use crate::primitive::{Date, World};

/// The world of a browser, the same on the page and in the worker.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserWorld;

impl BrowserWorld {
    /// When the reader's day began, in milliseconds since 1970.
    pub fn day_began_ms(self) -> u64 {
        let now = JsDate::new_0();
        now.set_hours(0);
        now.set_minutes(0);
        now.set_seconds(0);
        now.set_milliseconds(0);
        now.get_time().max(0.0) as u64
    }
}

impl World for BrowserWorld {
    fn now_ms(&self) -> u64 {
        JsDate::now() as u64
    }

    fn random(&mut self) -> u64 {
        // Ids need to be unlikely to meet, not hard to guess: 2 × 32 bits of the engine's generator.
        let half = || (Math::random() * 4_294_967_296.0) as u64;
        (half() << 32) | half()
    }

    fn today(&self) -> Date {
        let now = JsDate::new_0();
        let offset_ms = now.get_timezone_offset() * 60_000.0;
        Date::from_unix_ms((now.get_time() - offset_ms).max(0.0) as u64)
    }
}
