//! What was read and waits: files, a link, catalogs from the web. What is in it, what could not be read, and how it
//! is taken in. Nothing changes before a person says so.
//!
//! In reading order: this module (what waits, and the screen), `reading` (bytes to what waits), `take` (where
//! bytes come from: picked, dropped, pasted), `link`, `address`, `pieces` (the view of what was read), `merge` with
//! `change` and `ticks` (the preview of a merge).

mod address;
mod change;
mod link;
mod merge;
mod pieces;
mod reading;
mod take;
mod ticks;

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::desk::FilePreview;
use crate::platform::{FileHandle, Stop};
use crate::primitive::Id;
use crate::ui::nav::{Nav, href, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::use_hands;
use crate::ui::widgets::{Heading, Icon, Progress, Tone, empty_state, note};
use crate::ui::words::{k, size, t, tf};
use crate::worker::sheets_client::stop as stop_sheets;

pub use address::fetch_all;
pub use link::{CATALOG, OpenLink, watch_links};
pub use take::{PickFiles, watch_drops};

/// One file, link or address that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its name; for an address, the address.
    pub name: String,
    /// What it holds.
    pub preview: FilePreview,
    /// The address it was fetched from.
    pub address: Option<String>,
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What could not be opened, as the heading says it.
    pub what: String,
    /// Why, and what to do.
    pub reason: String,
    /// Addresses that can be tried again.
    pub again: Vec<String>,
}

/// How far opening is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Step {
    /// Nothing waits.
    #[default]
    Nothing,
    /// Files are being read: how many of how many.
    Reading(u32, u32),
    /// One file is being read that takes a while; what it is called to read it.
    ReadingOne(String),
    /// A catalog is being fetched: its address, bytes so far, of how many where the server says so.
    Fetching(String, u64, Option<u64>),
    /// Nothing could be read.
    Failed(Failure),
    /// This was read and waits under a token; what could not be read at all stands there as well.
    Read(Vec<Piece>, Option<u32>),
}

/// What waits to be taken in, if anything.
#[derive(Clone, Copy)]
pub struct Opening {
    step: RwSignal<Step>,
    stop: StoredValue<Stop, LocalStorage>,
    /// Hundredths read of the one file, of a hundred; of none where nobody knows.
    share: RwSignal<(u32, u32)>,
    /// The file on disk that what waits came from, where there is one and the browser can write to it.
    handle: StoredValue<Option<FileHandle>, LocalStorage>,
    /// Files on disk by catalog, to save to again; kept for this visit.
    kept: RwSignal<BTreeMap<Id, FileHandle>, LocalStorage>,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            step: RwSignal::default(),
            stop: StoredValue::new_local(Stop::default()),
            share: RwSignal::new((0, 0)),
            handle: StoredValue::new_local(None),
            kept: RwSignal::new_local(BTreeMap::new()),
        }
    }
}

impl Opening {
    /// Nothing waits any more.
    pub fn close(self) {
        self.step.set(Step::Nothing);
        self.handle.set_value(None);
    }

    /// The file on disk a catalog can be saved to again, tracked.
    pub fn file_of(self, catalog: Id) -> Option<FileHandle> {
        self.kept.with(|kept| kept.get(&catalog).cloned())
    }

    /// Keeps a file on disk for a catalog.
    pub fn keep_file(self, catalog: Id, file: FileHandle) {
        self.kept.update(|kept| {
            kept.insert(catalog, file);
        });
    }

    /// Says that something could not be opened.
    fn fail(self, what: String, reason: String, again: Vec<String>) {
        self.step.set(Step::Failed(Failure { what, reason, again }));
    }
}

/// The screen.
#[component]
pub fn Open() -> AnyView {
    let opening = expect_context::<Opening>();
    let hands = use_hands();
    let nav = use_nav();
    let body = move || match opening.step.get() {
        Step::Nothing => nothing(),
        Step::Reading(done, of) => {
            reading(t(k::OPEN_READING), Signal::derive(move || (done, of)), false, opening, nav)
        }
        Step::ReadingOne(what) => reading(what, opening.share.into(), true, opening, nav),
        Step::Fetching(address, bytes, of) => fetching(opening, address, bytes, of),
        Step::Failed(failure) => failed(failure),
        Step::Read(pieces, token) => pieces::view_of(&pieces, token, opening, hands, nav),
    };
    view! { <div class="open">{body}</div> }.into_any()
}

fn nothing() -> AnyView {
    view! {
        <Heading text=t(k::NAV_OPEN) />
        {empty_state(
            Icon::Open,
            k::OPEN_NONE_TITLE,
            k::OPEN_NONE_TEXT,
            view! { <PickFiles /> <a class="button" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

fn reading(what: String, done: Signal<(u32, u32)>, percent: bool, opening: Opening, nav: Nav) -> AnyView {
    let stop = move |()| {
        opening.stop.with_value(Stop::stop);
        stop_sheets();
        opening.close();
        nav.go(Route::to(Screen::Start));
    };
    view! { <Heading text=what.clone() /> <Progress label=what done percent on_cancel=stop /> }.into_any()
}

fn fetching(opening: Opening, address: String, bytes: u64, of: Option<u64>) -> AnyView {
    /// Bytes are counted in steps of this size, so that a bar never needs more than 32 bits.
    const STEP: u64 = 1024;
    let steps = |bytes: u64| u32::try_from(bytes / STEP).unwrap_or(u32::MAX);
    let done = of.map_or((steps(bytes), 0), |of| (steps(bytes), steps(of).max(1)));
    let so_far = (bytes > 0).then(|| tf(k::OPEN_FETCHED, &[("size", &size(bytes as f64))]));
    let stop = move |()| opening.stop.with_value(Stop::stop);
    view! {
        <Heading text=t(k::OPEN_FETCHING) />
        <p class="address">{address}</p>
        <div class="progress" role="group" aria-label=t(k::OPEN_FETCHING)>
            <p role="status">{so_far}</p>
            {match done {
                (_, 0) => view! { <progress></progress> }.into_any(),
                (done, of) => view! { <progress max=of.to_string() value=done.to_string()></progress> }.into_any(),
            }}
            <crate::ui::widgets::Button label=t(k::PROGRESS_STOP) on_press=stop />
        </div>
    }
    .into_any()
}

fn failed(failure: Failure) -> AnyView {
    let (hands, nav) = (use_hands(), use_nav());
    let opening = expect_context::<Opening>();
    let again = (!failure.again.is_empty()).then(|| {
        let again = failure.again.clone();
        let retry = move |()| fetch_all(opening, hands, nav, again.clone());
        view! {
            <crate::ui::widgets::Button label=t(k::OPEN_AGAIN) look=crate::ui::widgets::Look::Primary on_press=retry />
        }
    });
    view! {
        <Heading text=failure.what />
        <div role="alert">{note(Tone::Bad, failure.reason)}</div>
        <div class="actions">
            {again}
            <PickFiles />
            <a class="button" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a>
        </div>
    }
    .into_any()
}
