//! What every form does: keep a draft, check, save, say what went wrong beside the field and above.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft::{Origin, Place};
use super::heading;
use super::institution::InstitutionForm;
use super::live::Live;
use super::offer::OfferForm;
use super::request::RequestForm;
use super::steps::{Group, Steps};
use crate::catalog::{AnyRecord, RecordKind};
use crate::desk::{Command, Fault};
use crate::primitive::Id;
use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::Route;
use crate::ui::screens::entries::card::screen_of;
use crate::ui::state::{Hands, use_hands, use_session};
use crate::ui::widgets::{Button, ErrorSummary, Heading, Icon, Look, Tone, note};
use crate::ui::words::{k, t};

/// Stands for an institution that has not been chosen yet; no record ever has this id.
pub const NOBODY: Id = Id::from_u128(0);

/// What is wrong with a field: the id of its control, and a sentence.
pub type Wrong = (String, String);

/// The fields of a record as signals.
#[derive(Clone, Copy)]
pub enum Fields {
    /// Of an institution.
    Institution(InstitutionForm),
    /// Of an offer.
    Offer(OfferForm),
    /// Of a request.
    Request(RequestForm),
}

impl Fields {
    fn of(record: &AnyRecord) -> Self {
        match record {
            AnyRecord::Institution(institution) => Self::Institution(InstitutionForm::of(institution)),
            AnyRecord::Offer(offer) => Self::Offer(OfferForm::of(offer)),
            AnyRecord::Request(request) => Self::Request(RequestForm::of(request)),
            // The address names no other kind (see `task`); an empty request loses nobody's words.
            other => Self::Request(RequestForm::of(&crate::catalog::Request::new(
                other.head().clone(),
                NOBODY,
                crate::primitive::Text::default(),
            ))),
        }
    }

    /// The record as it stands in the form; tracked. What no field shows stays as it was in `base`.
    fn read(self, base: &AnyRecord) -> AnyRecord {
        match (self, base.clone()) {
            (Self::Institution(form), AnyRecord::Institution(base)) => form.read(base).into(),
            (Self::Offer(form), AnyRecord::Offer(base)) => form.read(base).into(),
            (Self::Request(form), AnyRecord::Request(base)) => form.read(base).into(),
            (_, base) => base,
        }
    }

    /// What keeps the record from being saved; tracked.
    fn wrong(self) -> Vec<Wrong> {
        match self {
            Self::Institution(form) => form.wrong(),
            Self::Offer(form) => form.common.wrong(),
            Self::Request(form) => form.common.wrong(),
        }
    }

    fn groups(self, errors: Signal<Vec<Wrong>>) -> Vec<Group> {
        match self {
            Self::Institution(form) => form.groups(errors),
            Self::Offer(form) => form.groups(errors),
            Self::Request(form) => form.groups(errors),
        }
    }
}

/// A form over a record, new or stored; `origin` says where it began.
pub fn view(kind: RecordKind, record: AnyRecord, origin: Origin) -> AnyView {
    let session = use_session();
    let Some(catalog) = session.current.with_untracked(|info| info.as_ref().map(|info| info.id)) else {
        return ().into_any();
    };
    let place = Place { catalog, kind, origin };
    let kept = place.kept().filter(|kept| *kept != record);
    let was_kept = kept.is_some();
    let start = kept.unwrap_or_else(|| record.clone());
    let fields = RwSignal::new((Fields::of(&start), start));
    let discard = move |()| {
        place.forget();
        fields.set((Fields::of(&record), record.clone()));
    };
    let restored = RwSignal::new(was_kept);
    let restored_note = move || {
        let discard = discard.clone();
        restored.get().then(|| {
            let discard = move |()| {
                discard(());
                restored.set(false);
            };
            let words = view! {
                <p>{t(k::EDIT_RESTORED)}</p>
                <Button label=t(k::EDIT_DISCARD) on_press=discard />
            };
            note(Tone::Info, words)
        })
    };
    let body = move || {
        let (form, base) = fields.get();
        view! { <Body place form base /> }
    };
    let counterpart =
        matches!(origin, Origin::Counterpart(_)).then(|| note(Tone::Info, t(k::EDIT_COUNTERPART_NOTE)));
    view! {
        <Heading text=t(heading(kind, origin.is_new())) />
        {counterpart}
        {restored_note}
        {body}
    }
    .into_any()
}

#[component]
fn Body(place: Place, form: Fields, base: AnyRecord) -> AnyView {
    let hands = use_hands();
    let nav = use_nav();
    let steps = Steps::new();
    let written = Memo::new(move |_| form.read(&base));
    Effect::new(move |before: Option<()>| {
        let record = written.get();
        // The first run sees what was there before anybody wrote.
        if before.is_some() {
            place.keep(&record);
        }
    });
    let tried = RwSignal::new(false);
    let errors = Signal::derive(move || if tried.get() { form.wrong() } else { Vec::new() });
    let busy = RwSignal::new(false);
    let save = move |()| {
        tried.set(true);
        if busy.get_untracked() || !untrack(|| form.wrong()).is_empty() {
            return;
        }
        busy.set(true);
        let record = written.get_untracked();
        spawn_local(async move {
            saved(hands, nav, place, record).await;
            busy.try_set(false);
        });
    };
    let live = (place.kind != RecordKind::Institution).then(|| view! { <Live written steps /> });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(());
    };
    view! {
        <div class="edit-page">
            <form class="edit-form" novalidate=true on:submit=submit>
                <ErrorSummary errors on_jump=move |id: String| steps.reveal(&id) />
                {steps.view(form.groups(errors))}
                <div class="actions edit-actions">
                    <Button label=t(k::EDIT_SAVE) look=Look::Primary symbol=Icon::Save disabled=busy on_press=save />
                    <p class="hint">{t(k::EDIT_KEPT)}</p>
                </div>
            </form>
            {live}
        </div>
    }
    .into_any()
}

/// Saves, forgets the draft, and shows the record. A failed save leaves everything as it is on the screen.
async fn saved(hands: Hands, nav: Nav, place: Place, record: AnyRecord) {
    let saved = record.head().id;
    match hands.carry_out(Command::Put(Box::new(record))).await {
        Ok(_) => {
            place.forget();
            nav.go(Route::record(screen_of(place.kind), saved));
        }
        Err(Fault::Moved(_)) => hands.toasts.say(t(k::EDIT_MOVED)),
        // The fault has been said; the words stay in the form and in the draft.
        Err(_) => {}
    }
}

/// The sentence for a field, out of all errors; tracked.
pub fn error_of(errors: Signal<Vec<Wrong>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        errors.with(|all| all.iter().find(|(id, _)| id == field).map(|(_, sentence)| sentence.clone()))
    })
}
