//! How much each criterion matters to the person, in words; remembered on this device.

use leptos::prelude::*;

use crate::matching::answer::{Criterion, Importance, Importances, Settings};
use crate::platform::BrowserWorld;
use crate::primitive::World;
use crate::store::preferences;

const IMPORTANCE: &str = "importance";
const SAME_COUNTRY: &str = "same-country";

/// What the person set about matching.
#[derive(Clone, Copy)]
pub struct Weighing {
    words: RwSignal<Importances>,
    same_country: RwSignal<bool>,
}

/// What the person set about matching.
pub fn use_weighing() -> Weighing {
    expect_context()
}

impl Weighing {
    /// What this device remembers.
    pub fn remembered() -> Self {
        Self {
            words: RwSignal::new(preferences::get(IMPORTANCE).unwrap_or_default()),
            same_country: RwSignal::new(preferences::get(SAME_COUNTRY).unwrap_or_default()),
        }
    }

    /// The settings of every question about matches, as of today; tracked.
    pub fn settings(self) -> Settings {
        Settings {
            importances: self.words.get(),
            same_country: self.same_country.get(),
            ..Settings::on(BrowserWorld.today())
        }
    }

    /// The word for a criterion, tracked.
    pub fn of(self, criterion: Criterion) -> Importance {
        self.words.with(|words| words.of(criterion))
    }

    /// Sets the word for a criterion; everything that depends on it ranks anew.
    pub fn set(self, criterion: Criterion, importance: Importance) {
        self.words.update(|words| *words = words.with(criterion, importance));
        preferences::set(IMPORTANCE, &self.words.get_untracked());
    }

    /// Whether entries of one country may match, tracked.
    pub fn same_country(self) -> bool {
        self.same_country.get()
    }

    /// Sets whether entries of one country may match.
    pub fn set_same_country(self, may: bool) {
        self.same_country.set(may);
        preferences::set(SAME_COUNTRY, &may);
    }

    /// Whether anything differs from what nobody has changed, tracked.
    pub fn is_changed(self) -> bool {
        self.words.get() != Importances::default() || self.same_country.get()
    }

    /// Back to what nobody has changed.
    pub fn reset(self) {
        self.words.set(Importances::default());
        self.same_country.set(false);
        preferences::forget(IMPORTANCE);
        preferences::forget(SAME_COUNTRY);
    }
}
