//! The reply sheet of a request: all candidates on one page, with a day by which to answer and room for the answer;
//! after it, for who wants to know more, each candidate in full.

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
use crate::ui::widgets::{Button, Heading, Icon, Look, Segment, TextInput, band_words, shown_text, words_of};
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
    let details = list.matches.iter().map(in_full).collect_view();
    view! {
        <div class="sheet-page">
            <p class="hint sheet-catalog">{catalog}</p>
            <h2>{shown_text(&own.title)}</h2>
            <p>{by_whom(&own.institution)} " · " {span(own.window)}</p>
            <Need id=own.key.id />
            <p><strong>{deadline}</strong></p>
            <p class="sheet-signed">{t(k::SHEET_SIGNED)}</p>
            {left_out(list)}
            <table class="table sheet">
                <thead>
                    <tr>
                        <th scope="col">{t(k::SHEET_OFFER)}</th>
                        <th scope="col">{t(k::SHEET_FIT)}</th>
                        <th scope="col">{t(k::SHEET_MAIN_REASON)}</th>
                        <th scope="col">{t(k::SHEET_MIND)}</th>
                        <th scope="col">{t(k::SHEET_CONTACT)}</th>
                        <th scope="col">{t(k::SHEET_ANSWER)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <section class="sheet-details">
                <h2>{t(k::SHEET_WHAT)}</h2>
                <div>{details}</div>
            </section>
        </div>
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

/// What a candidate offers, uncut, and on which terms.
#[component]
fn Offered(offer: Id) -> AnyView {
    let answered = use_answer(move || Some(GetEntry { kind: RecordKind::Offer, id: offer, lang: reader() }));
    let offered = |detail: &EntryDetail| match &detail.record {
        AnyRecord::Offer(offer) => view! {
            <p>{shown_text(&words_of(&offer.summary))}</p>
            <dl class="sheet-terms">{terms(offer)}</dl>
        }
        .into_any(),
        _ => ().into_any(),
    };
    shown(answered, offered)
}

/// How to reach a candidate's office.
#[component]
fn Contact(institution: Id) -> AnyView {
    let kind = RecordKind::Institution;
    let answered = use_answer(move || Some(GetEntry { kind, id: institution, lang: reader() }));
    let reach = |detail: &EntryDetail| match &detail.record {
        AnyRecord::Institution(institution) => {
            let office = &institution.office;
            let ways = [&office.email, &office.phone].into_iter().filter(|way| !way.trim().is_empty());
            ways.map(|way| breakable(way)).collect_view().into_any()
        }
        _ => ().into_any(),
    };
    shown(answered, reach)
}

/// An address that may go on in a second line after its `@`, and nowhere else before it must.
fn breakable(way: &str) -> AnyView {
    let (name, host) = way.split_once('@').map_or((way, None), |(name, host)| (name, Some(host)));
    let host = host.map(|host| view! { "@" <wbr /> {host.to_owned()} });
    view! { <span class="sheet-way">{name.to_owned()}{host}</span> }.into_any()
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

/// Reasons that the sheet names of a candidate in full: those that add most.
const REASONS: usize = 3;

/// The reasons for a pair, the weightiest first.
fn by_weight(pair: &MatchCard) -> Vec<Segment> {
    let mut parts = segments(&pair.explanation.parts);
    parts.arrange_by(|a, b| b.contribution.total_cmp(&a.contribution));
    parts
}

/// Points and band of a pair: *72 · good*.
fn fit(pair: &MatchCard) -> String {
    let points = number((pair.explanation.score * 100.0).round());
    format!("{points} · {}", band_words(pair.explanation.band))
}

/// A candidate in one row: who, how well, the one reason and the one caution that weigh most, a box to tick.
fn row(pair: &MatchCard) -> AnyView {
    let reason = by_weight(pair).into_iter().next().map(|part| part.reason);
    let caution = pair.explanation.cautions.first().map(said);
    view! {
        <tr>
            <th scope="row">
                {shown_text(&pair.offer.title)}
                <span class="hint">{by_whom(&pair.offer.institution)}</span>
            </th>
            <td class="sheet-points" data-label=t(k::SHEET_FIT)>{fit(pair)}</td>
            <td data-label=t(k::SHEET_MAIN_REASON)>{reason}</td>
            <td data-label=t(k::SHEET_MIND)>{caution.unwrap_or_else(|| "–".to_owned())}</td>
            <td data-label=t(k::SHEET_CONTACT)><Contact institution=pair.offer.institution.id /></td>
            <td class="sheet-boxes" data-label=t(k::SHEET_ANSWER)>
                <span>"☐ " {t(k::VALUE_YES)}</span> " " <span>"☐ " {t(k::VALUE_NO)}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// A candidate with what it offers, why it fits and all there is to mind.
fn in_full(pair: &MatchCard) -> AnyView {
    let reasons = by_weight(pair).into_iter().take(REASONS);
    let reasons = reasons.map(|part| view! { <li><strong>{part.name}</strong> ": " {part.reason}</li> });
    let cautions = pair.explanation.cautions.iter().map(|caution| view! { <li>{said(caution)}</li> });
    let cautions = (!pair.explanation.cautions.is_empty()).then(|| {
        view! {
            <p><strong>{t(k::SHEET_MIND)}</strong></p>
            <ul>{cautions.collect_view()}</ul>
        }
    });
    view! {
        <article class="sheet-candidate">
            <h3>{shown_text(&pair.offer.title)}</h3>
            <p class="entry-who">{by_whom(&pair.offer.institution)} " · " {fit(pair)}</p>
            <Offered offer=pair.offer.key.id />
            <p><strong>{t(k::SHEET_WHY)}</strong></p>
            <ul>{reasons.collect_view()}</ul>
            {cautions}
        </article>
    }
    .into_any()
}
