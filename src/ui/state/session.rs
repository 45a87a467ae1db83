//! The catalogs on this device, and the one that is open.

use leptos::prelude::*;

use crate::desk::CatalogInfo;
use crate::primitive::Id;
use crate::store::preferences;

const CURRENT: &str = "current";

/// What the desk has told about catalogs.
#[derive(Clone, Copy)]
pub struct Session {
    /// Catalogs on this device, the one opened last first; removed ones too, as long as they can come back.
    pub catalogs: RwSignal<Vec<CatalogInfo>>,
    /// The open catalog.
    pub current: RwSignal<Option<CatalogInfo>>,
    /// Grows whenever the open catalog changes; whoever tracks it asks again.
    pub revision: RwSignal<u64>,
    /// Grows whenever the list of catalogs changes, here or in another tab.
    pub catalogs_changed: RwSignal<u64>,
    /// Whether what is written will be there next time.
    pub durable: RwSignal<bool>,
    /// Bytes used and allowed, where the browser says so.
    pub space: RwSignal<Option<(u64, u64)>>,
    /// Whether the desk has answered for the first time.
    pub ready: RwSignal<bool>,
}

/// The session of this page.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// A session that knows nothing yet.
    pub fn new() -> Self {
        Self {
            catalogs: RwSignal::new(Vec::new()),
            current: RwSignal::new(None),
            revision: RwSignal::new(0),
            catalogs_changed: RwSignal::new(0),
            durable: RwSignal::new(true),
            space: RwSignal::new(None),
            ready: RwSignal::new(false),
        }
    }

    /// The catalog that was open when the app was left.
    pub fn remembered() -> Option<Id> {
        preferences::get(CURRENT)
    }

    /// Makes a catalog the open one.
    pub fn opened(self, info: CatalogInfo) {
        preferences::set(CURRENT, &info.id);
        self.catalogs.update(|all| {
            all.retain(|other| other.id != info.id);
            all.insert(0, info.clone());
        });
        self.current.set(Some(info));
        self.revision.update(|revision| *revision += 1);
    }

    /// Takes in a fresh list of catalogs.
    pub fn listed(self, all: Vec<CatalogInfo>) {
        let current = self.current.get_untracked().map(|info| info.id);
        let fresh = all.iter().find(|info| Some(info.id) == current && !info.removed).cloned();
        if fresh.is_none() {
            preferences::forget(CURRENT);
        }
        self.current.set(fresh);
        self.catalogs.set(all);
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}
