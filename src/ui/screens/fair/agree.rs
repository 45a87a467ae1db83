//! Noting an agreement: the other's entry is known, one's own is suggested, one more tap notes it.

use leptos::prelude::*;

use crate::catalog::RecordKind;
use crate::desk::{Agreement, Command, EntryCard, FairEntry, FairView};
use crate::primitive::{Arrange, Id, Text};
use crate::ui::screens::portfolio::stage_words;
use crate::ui::state::{Answered, use_hands};
use crate::ui::widgets::{Button, Choice, Dialog, Icon, Look, RadioChips, TextArea, band_words};
use crate::ui::words::{k, reader, t, tf};
use crate::vocabulary::{Coded, PortfolioStatus};

/// Stages of an exchange that people may have reached when they talk at a stand.
const STAGES: [PortfolioStatus; 2] = [PortfolioStatus::Proposed, PortfolioStatus::InNegotiation];

/// What an agreement is about: an entry of somebody else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Subject {
    pub kind: RecordKind,
    pub id: Id,
    pub with: Id,
}

/// One's own side of it: entries of the other kind, those that fit first, with their band.
fn counterparts(fair: &FairView, subject: Subject) -> (Option<FairEntry>, Vec<(EntryCard, String)>) {
    let stand = fair.chosen.as_ref();
    let of = |stand: &crate::desk::StandView| {
        let mut all = stand.offers.iter().chain(&stand.requests);
        all.find(|entry| entry.card.key.id == subject.id).cloned()
    };
    let entry = stand.and_then(of);
    let own = if subject.kind == RecordKind::Offer { &fair.own_requests } else { &fair.own_offers };
    let fits = entry.as_ref().map(|entry| entry.fits.clone()).unwrap_or_default();
    let place = |card: &EntryCard| fits.iter().position(|fit| fit.own == card.key.id).unwrap_or(fits.len());
    let mut rows: Vec<EntryCard> = own.clone();
    // The order of titles stays among those that do not fit.
    rows.arrange_by_key(place);
    let band = |card: &EntryCard| fits.get(place(card)).map(|fit| band_words(fit.band)).unwrap_or_default();
    let rows = rows.iter().map(|card| (card.clone(), band(card))).collect();
    (entry, rows)
}

/// The sheet in which an agreement is noted.
#[component]
pub fn Agreeing(
    subject: RwSignal<Option<Subject>>,
    answered: Answered<FairView>,
    own: Memo<Option<Id>>,
) -> AnyView {
    let open = RwSignal::new(false);
    // Each follows the other, and tells of changes only: setting alone would call both for ever.
    Effect::new(move |_| {
        let wanted = subject.get().is_some();
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && subject.get_untracked().is_some() {
            subject.set(None);
        }
    });
    let content = move || {
        let subject = subject.get_untracked()?;
        let fair = answered.value.get_untracked()?;
        Some(sheet(&fair, subject, own.get_untracked()?, open))
    };
    view! { <Dialog title=t(k::FAIR_AGREE) open content /> }.into_any()
}

fn sheet(fair: &FairView, subject: Subject, own: Id, open: RwSignal<bool>) -> AnyView {
    let hands = use_hands();
    let (entry, rows) = counterparts(fair, subject);
    let title = entry.map(|entry| entry.card.title.text).unwrap_or_default();
    let first = rows.first().map(|(card, _)| card.key.id.to_string()).unwrap_or_default();
    let (counterpart, stage) = (RwSignal::new(first), RwSignal::new(STAGES[0].id().to_owned()));
    let words = RwSignal::new(String::new());
    let agree = move |()| {
        let mine: Option<Id> = counterpart.get_untracked().parse().ok();
        let (request, offer) = match subject.kind {
            RecordKind::Offer => (mine, Some(subject.id)),
            _ => (Some(subject.id), mine),
        };
        let written = words.get_untracked();
        let note = match written.trim() {
            "" => Text::default(),
            said => Text::in_language(reader().code(), said),
        };
        let status = PortfolioStatus::from_id(&stage.get_untracked()).unwrap_or(STAGES[0]);
        let between = (own, subject.with);
        hands.send(Command::NoteAgreement(Agreement { between, request, offer, status, note }));
        open.set(false);
    };
    let stages = STAGES.iter().map(|stage| Choice::new(stage.id(), stage_words(*stage))).collect();
    view! {
        <p><strong>{title}</strong></p>
        <Button label=t(k::FAIR_NOTE_IT) look=Look::Primary symbol=Icon::Tick on_press=agree />
        <div class="fair-sheet stack">
            {choose(subject.kind, &rows, counterpart)}
            <RadioChips name="fair-stage" legend=t(k::PORTFOLIO_STAGE) choices=stages
                chosen=stage on_choose=move |id| stage.set(id) />
            <TextArea id="fair-note" label=t(k::FAIR_NOTE) hint=t(k::FAIR_NOTE_HINT) value=words optional=true rows=2 />
        </div>
    }
    .into_any()
}

/// Which of one's own entries it is about; none where one has not written it yet.
fn choose(kind: RecordKind, rows: &[(EntryCard, String)], chosen: RwSignal<String>) -> AnyView {
    let option = |id: String, words: String| {
        let own = id.clone();
        view! {
            <label class="fair-choice">
                <input type="radio" name="fair-counterpart" prop:checked=move || chosen.get() == own
                    on:change=move |_| chosen.set(id.clone()) />
                <span>{words}</span>
            </label>
        }
    };
    let (legend, none) = match kind {
        RecordKind::Offer => (k::FAIR_FOR_REQUEST, k::FAIR_NO_REQUEST),
        _ => (k::FAIR_FOR_OFFER, k::FAIR_NO_OFFER),
    };
    let all = rows.iter().map(|(card, band)| {
        let title = &card.title.text;
        let words = if band.is_empty() {
            title.clone()
        } else {
            tf(k::FAIR_CHOICE, &[("title", title), ("band", band)])
        };
        option(card.key.id.to_string(), words)
    });
    view! {
        <fieldset class="fair-choices">
            <legend>{t(legend)}</legend>
            {all.collect_view()}
            {option(String::new(), t(none))}
        </fieldset>
    }
    .into_any()
}
