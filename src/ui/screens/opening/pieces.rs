//! The view of what was read: each file with what it holds and what could not be read, and the ways to take it in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reading::{clear, take_beside};
use super::{Opening, Piece, merge};
use crate::desk::{FilePreview, ProblemView, Severity};
use crate::primitive::{Arrange, Said};
use crate::ui::nav::Nav;
use crate::ui::route::{Route, Screen};
use crate::ui::state::Hands;
use crate::ui::widgets::{Button, Heading, Look, Tone, note, shown_text, words_of};
use crate::ui::words::{k, said, t, tf, tn};

/// Problems of one kind shown at first; a broken export repeats the same thing thousands of times.
const PROBLEMS_SHOWN: usize = 200;

/// Everything that was read, and what can be done with it.
pub fn view_of(pieces: &[Piece], token: Option<u32>, opening: Opening, hands: Hands, nav: Nav) -> AnyView {
    let (heading, body) = match pieces {
        [piece] => (tf(k::OPEN_TITLE, &[("name", &piece.name)]), single(&piece.preview)),
        _ => (tn(k::OPEN_TITLE_MANY, pieces.len() as f64), many(pieces)),
    };
    let current = hands.session.current.get_untracked();
    let into_open = current.as_ref().is_some_and(|current| {
        pieces.len() > 1
            || pieces
                .iter()
                .any(|piece| piece.preview.same_as.as_ref().is_some_and(|same| same.id == current.id))
    });
    let beside = move |()| spawn_local(take_beside(opening, hands, nav, Screen::Matrix));
    let dismiss = move |()| {
        spawn_local(clear(opening, hands));
        nav.go(Route::to(Screen::Start));
    };
    let look = if into_open { Look::Plain } else { Look::Primary };
    let label = if pieces.len() > 1 { t(k::OPEN_BESIDE_MANY) } else { t(k::OPEN_BESIDE) };
    let actions = view! {
        <div class="actions">
            {token.map(|_| view! { <Button label look on_press=beside /> })}
            <Button label=t(k::OPEN_DISMISS) on_press=dismiss />
        </div>
    };
    let merge = token.filter(|_| current.is_some()).map(|token| {
        let names =
            pieces.iter().filter(|piece| piece.preview.title.is_some()).map(|piece| piece.name.clone());
        let names: Vec<String> = names.collect();
        view! { <merge::MergePreview token names first=into_open /> }
    });
    // What most people come to do stands first.
    let (first, second) = if into_open {
        (merge.into_any(), actions.into_any())
    } else {
        (actions.into_any(), merge.into_any())
    };
    view! { <Heading text=heading lead=t(k::OPEN_LEAD) /> {body} {first} {second} }.into_any()
}

fn single(preview: &FilePreview) -> AnyView {
    let readable = preview.title.is_some();
    let title = preview.title.as_ref().map(|title| view! { <h2>{shown_text(&words_of(title))}</h2> });
    let same = preview.same_as.as_ref().map(|_| note(Tone::Info, t(k::OPEN_SAME)));
    let unreadable = (!readable).then(|| note(Tone::Bad, t(k::OPEN_NOTHING_READ)));
    view! {
        {title}
        {readable.then(|| view! { <p class="figures">{figures(preview)}</p> })}
        {same}
        {unreadable}
        {problems_view(&preview.problems)}
    }
    .into_any()
}

fn figures(preview: &FilePreview) -> String {
    let counts = &preview.counts;
    let mut figures = vec![
        tn(k::COUNT_INSTITUTIONS, counts.institutions),
        tn(k::COUNT_OFFERS, counts.offers),
        tn(k::COUNT_REQUESTS, counts.requests),
    ];
    if counts.portfolio > 0 {
        figures.push(tn(k::COUNT_PORTFOLIO, counts.portfolio));
    }
    figures.join(" · ")
}

/// One line a file, those that could not be read first; each unfolds to what was noticed.
fn many(pieces: &[Piece]) -> AnyView {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.arrange_by_key(|piece| (piece.preview.title.is_some(), errors(piece) == 0));
    let row = |piece: &Piece| {
        let preview = &piece.preview;
        let about = match (&preview.title, errors(piece)) {
            (None, _) => note(Tone::Bad, t(k::OPEN_NOTHING_READ)),
            (Some(_), 0) => view! { <span class="hint">{figures(preview)}</span> }.into_any(),
            (Some(_), n) => view! {
                <span class="hint">{figures(preview)}</span>
                {note(Tone::Caution, tn(k::OPEN_ERRORS, n as f64))}
            }
            .into_any(),
        };
        let noticed = (!preview.problems.is_empty()).then(|| {
            view! {
                <details class="merge-difference">
                    <summary>{t(k::OPEN_PROBLEMS)}</summary>
                    {problems_view(&preview.problems)}
                </details>
            }
        });
        view! { <li><strong class="file-name">{piece.name.clone()}</strong> " " {about} {noticed}</li> }
            .into_any()
    };
    let folded = sorted.iter().all(|piece| errors(piece) == 0 && piece.preview.title.is_some());
    view! {
        <details class="pieces" open=!folded>
            <summary>{t(k::OPEN_FILES)}</summary>
            <ul class="merge-list">{sorted.into_iter().map(row).collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn errors(piece: &Piece) -> usize {
    piece.preview.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

/// The problems found, the worst first, by place and reason.
fn problems_view(problems: &[ProblemView]) -> AnyView {
    if problems.is_empty() {
        return note(Tone::Good, t(k::OPEN_NO_PROBLEMS));
    }
    let groups = [
        (Severity::Error, k::OPEN_ERRORS, Tone::Bad),
        (Severity::Warning, k::OPEN_WARNINGS, Tone::Caution),
        (Severity::Information, k::OPEN_INFORMATION, Tone::Info),
    ];
    let group = |(severity, heading, tone)| {
        let of_kind: Vec<&ProblemView> =
            problems.iter().filter(|problem| problem.severity == severity).collect();
        let count = of_kind.len();
        let row = |problem: &&ProblemView| {
            let place = Some(problem.place.clone()).filter(|place| !place.is_empty());
            let place = place.unwrap_or_else(|| t(k::OPEN_WHOLE_FILE));
            let what: &Said = &problem.what;
            view! { <tr><th scope="row">{place}</th><td>{said(what)}</td></tr> }
        };
        let rows = of_kind.iter().take(PROBLEMS_SHOWN).map(row).collect_view();
        let beyond = count.saturating_sub(PROBLEMS_SHOWN);
        (count > 0).then(|| {
            view! {
                <details class="problems" open=severity == Severity::Error>
                    <summary>{note(tone, tn(heading, count as f64))}</summary>
                    <table class="table">
                        <thead><tr><th>{t(k::OPEN_PLACE)}</th><th>{t(k::OPEN_REASON)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                    {(beyond > 0).then(|| view! { <p class="hint">{tn(k::OPEN_BEYOND, beyond as f64)}</p> })}
                </details>
            }
        })
    };
    view! { <section aria-label=t(k::OPEN_PROBLEMS)>{groups.map(group).collect_view()}</section> }.into_any()
}
