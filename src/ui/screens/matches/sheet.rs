//! The reply sheet of a request: all candidates on one page, with a day by which to answer.

use leptos::prelude::*;

use super::card::segments;
use crate::catalog::{AnyRecord, Offer, RecordKind};
use crate::desk::{EntryDetail, GetEntry, MatchCard, MatchList, MatchesOf, Side};
use crate::platform::BrowserWorld;
use crate::primitive::{Arrange, Date, Id, World};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::entries::fields::{Field, code, codes, languages, plain, words};
use crate::ui::screens::parts::by_whom;
use crate::ui::state::{shown, use_answer, use_session, use_weighing};
use crate::ui::widgets::{Button, Heading, Icon, Look, TextInput, band_words, shown_text, words_of};
use crate::ui::words::{date, k, list, number, reader, said, t, tf, tn, window as span};

/// Candidates on a sheet.
const CANDIDATES: u32 = 8;
/// Days a ministry is given to answer unless the person says otherwise: two weeks.
const DAYS_TO_ANSWER: i32 = 14;

/// The sheet.
#[component]
pub fn Sheet(request: Id) -> AnyView {
    let weighing = use_weighing();
    let answered = use_answer(move || {
        let side = Side::Request(request);
        Some(MatchesOf { side, settings: weighing.settings(), limit: CANDIDATES, lang: reader() })
    });
    let by = RwSignal::new(BrowserWorld.today().plus_days(DAYS_TO_ANSWER).to_string());
    let print = move |()| {
        // A browser that cannot print has no such command to fail.
        let _ = window().print();
    };
    let back = href(&Route::record(Screen::Matches, request));
    view! {
        <div class="sheet-tools">
            <a class="button" href=back>{t(k::SHEET_BACK)}</a>
            <TextInput id="sheet-deadline" label=t(k::SHEET_DEADLINE) value=by kind="date" />
            <Button label=t(k::DETAIL_PRINT) look=Look::Primary symbol=Icon::Print on_press=print />
        </div>
        <Heading text=t(k::MATCHES_SHEET) />
        {shown(answered, move |list| page(list, by))}
    }
    .into_any()
}

fn page(list: &MatchList, by: RwSignal<String>) -> AnyView {
    let session = use_session();
    let catalog = session.current.with(|info| info.as_ref().map(|info| shown_text(&words_of(&info.title))));
    let own = &list.of;
    let deadline = move || {
        let day: Option<Date> = by.get().parse().ok();
        day.map(|day| tf(k::SHEET_ANSWER_BY, &[("date", &date(day))]))
    };
    let rows = list.matches.iter().map(row).collect_view();
    view! {
        <p class="hint">{catalog}</p>
        <h2>{shown_text(&own.title)}</h2>
        <p>{by_whom(&own.institution)} " · " {span(own.window)}</p>
        <Need id=own.key.id />
        <p><strong>{deadline}</strong></p>
        {left_out(list)}
        <table class="table sheet">
            <thead>
                <tr>
                    <th scope="col">{t(k::SHEET_OFFER)}</th>
                    <th scope="col">{t(k::SHEET_WHAT)}</th>
                    <th scope="col">{t(k::SHEET_WHY)}</th>
                    <th scope="col">{t(k::SHEET_ANSWER)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Says so where not every match stands on the sheet.
fn left_out(list: &MatchList) -> Option<AnyView> {
    let here = list.matches.len() as f64;
    let all = f64::from(list.passing);
    let words = || tf(k::SHEET_FIRST, &[("n", &number(here)), ("all", &number(all))]);
    (here < all).then(|| view! { <p class="hint">{words()}</p> }.into_any())
}

/// What is asked for, uncut.
#[component]
fn Need(id: Id) -> AnyView {
    let answered = use_answer(move || Some(GetEntry { kind: RecordKind::Request, id, lang: reader() }));
    let need = |detail: &EntryDetail| match &detail.record {
        AnyRecord::Request(request) => view! { <p>{shown_text(&words_of(&request.need))}</p> }.into_any(),
        _ => ().into_any(),
    };
    shown(answered, need)
}

/// What a candidate offers, uncut, on which terms, and how to reach it.
#[component]
fn Candidate(offer: Id, institution: Id) -> AnyView {
    let answered = use_answer(move || Some(GetEntry { kind: RecordKind::Offer, id: offer, lang: reader() }));
    let office =
        use_answer(move || Some(GetEntry { kind: RecordKind::Institution, id: institution, lang: reader() }));
    let offered = |detail: &EntryDetail| match &detail.record {
        AnyRecord::Offer(offer) => view! {
            <p>{shown_text(&words_of(&offer.summary))}</p>
            <dl class="sheet-terms">{terms(offer)}</dl>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let reach = |detail: &EntryDetail| match &detail.record {
        AnyRecord::Institution(institution) => {
            let office = &institution.office;
            let ways = [&office.email, &office.phone].into_iter().filter(|way| !way.trim().is_empty());
            let ways = ways.cloned().collect::<Vec<_>>().join(" · ");
            view! { <p class="hint">{ways}</p> }.into_any()
        }
        _ => ().into_any(),
    };
    view! { {shown(answered, offered)} {shown(office, reach)} }.into_any()
}

fn terms(offer: &Offer) -> AnyView {
    let parts = list(&offer.components.iter().map(|part| words_of(&part.title).text).collect::<Vec<_>>());
    let fields = [
        plain(k::GROUP_COMPONENTS, parts),
        plain(k::FIELD_WINDOW, span(offer.window)),
        offer.min_duration_days.and_then(|days| plain(k::FIELD_MIN_DURATION, tn(k::FIELD_DAYS, days.get()))),
        codes(k::FIELD_MODALITIES, &offer.modalities),
        codes(k::FIELD_DELIVERY, &offer.delivery),
        languages(k::FIELD_LANGUAGES, &offer.languages),
        codes(k::FIELD_COVERS, &offer.covers),
        codes(k::FIELD_ASKS_COVER, &offer.asks_cover),
        words(k::FIELD_PRECONDITIONS, &offer.preconditions),
        code(k::FIELD_APPLY, offer.apply.as_ref()),
    ];
    let term = |(name, value): Field| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> };
    fields.into_iter().flatten().map(term).collect_view().into_any()
}

/// Reasons that a sheet names: those that add most. Its texts are whole, and a page should hold two candidates.
const REASONS: usize = 3;

/// A candidate: what it offers in full, the weightiest reasons, what to mind, a box to tick.
fn row(pair: &MatchCard) -> AnyView {
    let mut parts = segments(&pair.explanation.parts);
    parts.arrange_by(|a, b| b.contribution.total_cmp(&a.contribution));
    let reasons = parts
        .iter()
        .take(REASONS)
        .map(|part| view! { <li><strong>{part.name.clone()}</strong> ": " {part.reason.clone()}</li> });
    let cautions = pair.explanation.cautions.iter().map(|caution| view! { <li>{said(caution)}</li> });
    let points = number((pair.explanation.score * 100.0).round());
    let (offer, institution) = (pair.offer.key.id, pair.offer.institution.id);
    view! {
        <tr>
            <th scope="row">
                {shown_text(&pair.offer.title)}
                <span class="hint">{by_whom(&pair.offer.institution)}</span>
            </th>
            <td class="sheet-offer" data-label=t(k::SHEET_WHAT)><Candidate offer institution /></td>
            <td data-label=t(k::SHEET_WHY)>
                <p class="sheet-points">{format!("{points} · {}", band_words(pair.explanation.band))}</p>
                <ul>{reasons.collect_view()}</ul>
                {(!pair.explanation.cautions.is_empty()).then(|| view! {
                    <p><strong>{t(k::SHEET_MIND)}</strong></p>
                    <ul>{cautions.collect_view()}</ul>
                })}
            </td>
            <td class="sheet-boxes" data-label=t(k::SHEET_ANSWER)>"☐ " {t(k::VALUE_YES)} <br /> "☐ " {t(k::VALUE_NO)}</td>
        </tr>
    }
    .into_any()
}
