//! Who the person is: an institution of the open catalog. Without it one sees the organiser's view.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::use_session;
use crate::primitive::Id;
use crate::store::preferences;

const WHO: &str = "who";

/// The person's institution in each catalog.
#[derive(Clone, Copy)]
pub struct Who(RwSignal<BTreeMap<Id, Id>>);

/// Who the person is.
pub fn use_who() -> Who {
    expect_context()
}

impl Who {
    /// What this device remembers.
    pub fn remembered() -> Self {
        Self(RwSignal::new(preferences::get(WHO).unwrap_or_default()))
    }

    /// The person's institution in the open catalog, tracked.
    pub fn institution(self) -> Option<Id> {
        let current = use_session().current.with(|info| info.as_ref().map(|info| info.id))?;
        self.0.with(|all| all.get(&current).copied())
    }

    /// Says who the person is in the open catalog; none for nobody in particular.
    pub fn set(self, institution: Option<Id>) {
        let current = use_session().current.with_untracked(|info| info.as_ref().map(|info| info.id));
        let Some(catalog) = current else { return };
        self.0.update(|all| {
            match institution {
                Some(institution) => all.insert(catalog, institution),
                None => all.remove(&catalog),
            };
        });
        preferences::set(WHO, &self.0.get_untracked());
    }
}
