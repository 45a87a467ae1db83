//! The reply sheet of a request: all candidates on one page, with a day by which to answer.

use leptos::prelude::*;

use super::card::segments;
use crate::desk::{MatchCard, MatchList, MatchesOf, Side};
use crate::platform::BrowserWorld;
use crate::primitive::{Date, Id, World};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::state::{shown, use_answer, use_session, use_weighing};
use crate::ui::widgets::{Button, Heading, Icon, Look, TextInput, band_words, shown_text, words_of};
use crate::ui::words::{date, k, number, reader, said, t, tf, window as span};

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
        <Heading text=t(k::SHEET_TITLE) />
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
        <p>{shown_text(&own.lead)}</p>
        <p><strong>{deadline}</strong></p>
        <table class="table sheet">
            <thead>
                <tr>
                    <th scope="col">{t(k::SHEET_OFFER)}</th>
                    <th scope="col">{t(k::SHEET_FIT)}</th>
                    <th scope="col">{t(k::SHEET_WHY)}</th>
                    <th scope="col">{t(k::SHEET_ANSWER)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Reasons that a sheet names: the ones that add most.
const REASONS: usize = 3;

fn row(pair: &MatchCard) -> AnyView {
    let mut parts = segments(&pair.explanation.parts);
    parts.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    let reasons = parts
        .iter()
        .take(REASONS)
        .map(|part| view! { <li><strong>{part.name.clone()}</strong> ": " {part.reason.clone()}</li> });
    let cautions = pair.explanation.cautions.iter().map(|caution| view! { <li>{said(caution)}</li> });
    let points = number((pair.explanation.score * 100.0).round());
    view! {
        <tr>
            <th scope="row">
                {shown_text(&pair.offer.title)}
                <span class="hint">{by_whom(&pair.offer.institution)}</span>
            </th>
            <td data-label=t(k::SHEET_FIT)>{format!("{points} · {}", band_words(pair.explanation.band))}</td>
            <td data-label=t(k::SHEET_WHY)><ul>{reasons.collect_view()}{cautions.collect_view()}</ul></td>
            <td class="sheet-boxes" data-label=t(k::SHEET_ANSWER)>"☐ " {t(k::VALUE_YES)} <br /> "☐ " {t(k::VALUE_NO)}</td>
        </tr>
    }
    .into_any()
}
