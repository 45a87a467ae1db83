//! A file that was read and waits: what is in it, what could not be read, and how it is taken in.

mod link;
mod merge;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::desk::{Adopt, AdoptHow, FilePreview, ProblemView, ReadFile, Severity};
use crate::platform::{ReadTrouble, read_bytes};
use crate::ui::nav::{Nav, href, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Heading, Icon, Look, Tone, empty_state, note, shown_text, words_of};
use crate::ui::words::{k, said, size, t, tf, tn};

pub use link::{OpenLink, watch_links};

/// Larger files are refused before they are read: a catalog of 20,000 entries has 10 MB.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// Problems of one kind shown at first; a broken export repeats the same thing thousands of times.
const PROBLEMS_SHOWN: usize = 200;

/// The file that waits to be taken in, if there is one.
#[derive(Clone, Copy, Default)]
pub struct Opening {
    preview: RwSignal<Option<(String, FilePreview)>>,
}

impl Opening {
    /// Something was read and waits.
    pub fn show(self, name: String, preview: FilePreview) {
        self.preview.set(Some((name, preview)));
    }

    /// No file waits any more.
    pub fn close(self) {
        self.preview.set(None);
    }
}

/// Reads a file a person chose, and shows what is in it.
pub async fn read_into(opening: Opening, hands: Hands, nav: Nav, file: File) {
    let name = file.name();
    let bytes = match read_bytes(&file, LARGEST_FILE).await {
        Ok(bytes) => bytes,
        Err(ReadTrouble::TooLarge { bytes, limit }) => {
            let sizes = [("size", size(bytes as f64)), ("limit", size(limit as f64))];
            let args = sizes.each_ref().map(|(name, value)| (*name, value.as_str()));
            hands.toasts.say(tf(k::OPEN_TOO_LARGE, &args));
            return;
        }
        Err(ReadTrouble::Unreadable) => {
            hands.toasts.say(tf(k::OPEN_UNREADABLE, &[("name", &name)]));
            return;
        }
    };
    match hands.desk.ask_with(ReadFile { name: name.clone(), sample: false }, Some(bytes)).await {
        Ok((preview, _)) => {
            opening.show(name, preview);
            nav.go(Route::to(Screen::Open));
        }
        Err(fault) => hands.toasts.fault(&fault),
    }
}

/// The preview.
#[component]
pub fn Open() -> AnyView {
    let opening = expect_context::<Opening>();
    let hands = use_hands();
    let nav = use_nav();
    let body = move || {
        match opening.preview.get() {
        Some((name, preview)) => preview_view(&name, &preview, opening, hands, nav),
        None => view! {
            <Heading text=t(k::NAV_OPEN) />
            {empty_state(
                Icon::Open,
                k::OPEN_NONE_TITLE,
                k::OPEN_NONE_TEXT,
                view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
            )}
        }
        .into_any(),
    }
    };
    view! { <div class="open">{body}</div> }.into_any()
}

fn preview_view(name: &str, preview: &FilePreview, opening: Opening, hands: Hands, nav: Nav) -> AnyView {
    let counts = &preview.counts;
    let readable = preview.title.is_some();
    let title = preview.title.as_ref().map(|title| view! { <h2>{shown_text(&words_of(title))}</h2> });
    let figures = readable.then(|| {
        let figures = [
            tn(k::COUNT_INSTITUTIONS, counts.institutions),
            tn(k::COUNT_OFFERS, counts.offers),
            tn(k::COUNT_REQUESTS, counts.requests),
            tn(k::COUNT_PORTFOLIO, counts.portfolio),
        ];
        view! { <p class="figures">{figures.join(" · ")}</p> }
    });
    let same = preview.same_as.as_ref().map(|_| note(Tone::Info, t(k::OPEN_SAME)));
    let token = preview.token;
    let adopt = move |()| {
        spawn_local(async move {
            match hands.desk.ask(Adopt { token, how: AdoptHow::Beside }).await {
                Ok(info) => {
                    opening.close();
                    hands.session.opened(info);
                    nav.go(Route::to(Screen::Matrix));
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    let dismiss = move |()| {
        opening.close();
        nav.go(Route::to(Screen::Start));
    };
    let merge = (readable && hands.session.current.with_untracked(Option::is_some))
        .then(|| view! { <merge::MergePreview token /> });
    let unreadable = (!readable).then(|| note(Tone::Bad, t(k::OPEN_NOTHING_READ)));
    view! {
        <Heading text=tf(k::OPEN_TITLE, &[("name", name)]) lead=t(k::OPEN_LEAD) />
        {title}
        {figures}
        {same}
        {unreadable}
        {problems_view(&preview.problems)}
        <div class="actions">
            {readable.then(|| view! { <Button label=t(k::OPEN_BESIDE) look=Look::Primary on_press=adopt /> })}
            <Button label=t(k::OPEN_DISMISS) on_press=dismiss />
        </div>
        {merge}
    }
    .into_any()
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
            view! { <tr><th scope="row">{place}</th><td>{said(&problem.what)}</td></tr> }
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
