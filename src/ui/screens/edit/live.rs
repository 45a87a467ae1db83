//! What the form shows beside the fields: how complete the entry is, the next question, the matches so far.

use std::time::Duration;

use leptos::prelude::*;

use super::steps::Steps;
use crate::catalog::AnyRecord;
use crate::desk::{EntryCard, Live as LiveQuestion, LiveView, MatchCard};
use crate::matching::answer::{Check, Screening};
use crate::primitive::Id;
use crate::ui::screens::parts::{by_whom, score_words};
use crate::ui::state::{shown, use_answer, use_weighing};
use crate::ui::widgets::shown_text;
use crate::ui::words::{k, reader, said, share, t, tf};

/// Matches shown beside the form.
const MATCHES: u32 = 3;
/// How long a person pauses before the matches follow what is written.
const PAUSE: Duration = Duration::from_millis(400);

/// The panel beside a form.
#[component]
pub fn Live(
    /// The entry as it stands in the form.
    written: Memo<AnyRecord>,
    /// The way to a question of the form.
    steps: Steps,
) -> AnyView {
    let weighing = use_weighing();
    let own = written.with_untracked(|record| record.head().id);
    let settled = RwSignal::new(written.get_untracked());
    let waiting: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    Effect::new(move |_| {
        let record = written.get();
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        waiting.set_value(set_timeout_with_handle(move || drop(settled.try_set(record)), PAUSE).ok());
    });
    let answered = use_answer(move || {
        let draft = settled.get();
        // A form with nothing in it fits everything a little: worse than no answer.
        let limit = if says_something(&draft) { MATCHES } else { 0 };
        Some(LiveQuestion { draft: Box::new(draft), settings: weighing.settings(), limit, lang: reader() })
    });
    view! { <aside class="edit-live" aria-label=t(k::LIVE_LABEL)>{shown(answered, move |live| body(live, own, steps))}</aside> }.into_any()
}

/// Whether an entry says what it is about, in words or by a subject.
fn says_something(record: &AnyRecord) -> bool {
    match record {
        AnyRecord::Offer(offer) => {
            !offer.title.is_empty() || !offer.summary.is_empty() || !offer.subjects.is_empty()
        }
        AnyRecord::Request(request) => {
            !request.title.is_empty() || !request.need.is_empty() || !request.subjects.is_empty()
        }
        _ => false,
    }
}

fn body(live: &LiveView, own: Id, steps: Steps) -> AnyView {
    let matches = live.matches.iter().map(|found| pair(found, own)).collect_view();
    let found = if live.matches.is_empty() {
        view! { <p class="hint">{t(k::LIVE_NO_MATCH)}</p> }.into_any()
    } else {
        view! { <ol class="live-matches">{matches}</ol> }.into_any()
    };
    view! {
        {meter(&live.screening, steps)}
        <h2>{t(k::LIVE_MATCHES)}</h2>
        <div aria-live="polite">{found}</div>
    }
    .into_any()
}

fn meter(screening: &Screening, steps: Steps) -> AnyView {
    let next = screening.next().map(|check| {
        let field = control_of(check).to_owned();
        // A button and no link: the fragment of the address is where catalogs travel.
        let jump = move |_| steps.reveal(&field);
        view! {
            <p class="live-next">
                <strong>{t(k::LIVE_NEXT)}</strong>
                <button type="button" class="text-button" on:click=jump>{said(&check.question)}</button>
            </p>
        }
    });
    let complete = share(screening.completeness);
    view! {
        <section class="screening">
            <h2>{t(k::LIVE_SCREENING)}</h2>
            <meter min="0" max="1" value=screening.completeness.to_string() aria-label=t(k::LIVE_SCREENING)></meter>
            <p role="status">{tf(k::LIVE_COMPLETE, &[("share", &complete)])}</p>
            {next}
        </section>
    }
    .into_any()
}

/// The control of the form that answers a check.
fn control_of(check: &Check) -> &str {
    match check.field.as_str() {
        "need" | "summary" => "body",
        "window" => "window-from",
        "commitment" => "counterpart",
        "context" => "scale",
        field => field,
    }
}

fn pair(pair: &MatchCard, own: Id) -> AnyView {
    let other: &EntryCard = if pair.request.key.id == own { &pair.offer } else { &pair.request };
    view! {
        <li>
            {score_words(pair)}
            <span>{shown_text(&other.title)}</span>
            <span class="hint">{by_whom(&other.institution)}</span>
        </li>
    }
    .into_any()
}
