//! What the app says about what happened: notes, faults, errors of a form, progress, empty screens.

use leptos::html;
use leptos::prelude::*;

use super::{Button, Icon, Look, icon};
use crate::desk::Fault;
use crate::ui::words::{Key, k, number, said, share, t, tf};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// Done.
    Good,
    /// To be minded.
    Caution,
    /// Went wrong, or would lose something.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "note info",
            Self::Good => "note good",
            Self::Caution => "note caution",
            Self::Bad => "note bad",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Good => Icon::Tick,
            Self::Caution | Self::Bad => Icon::Caution,
        }
    }
}

/// A sentence set apart.
pub fn note(tone: Tone, text: impl IntoView + 'static) -> AnyView {
    view! { <div class=tone.class()>{icon(tone.icon())} <div class="note-text">{text}</div></div> }.into_any()
}

/// A note with more than a sentence in it.
#[component]
pub fn Note(tone: Tone, children: Children) -> AnyView {
    note(tone, children())
}

/// Why a question got no answer, and what to do.
pub fn fault_sentence(fault: &Fault) -> String {
    match fault {
        Fault::OtherBuild => t(k::FAULT_OTHER_BUILD),
        Fault::NoCatalog => t(k::FAULT_NO_CATALOG),
        Fault::NotFound(_) => t(k::FAULT_NOT_FOUND),
        Fault::Moved(_) => t(k::FAULT_MOVED),
        Fault::Refused(reason) => said(reason),
        Fault::NotWritten(reason) => tf(k::FAULT_NOT_WRITTEN, &[("reason", &said(reason))]),
        Fault::Broken(_) => t(k::FAULT_BROKEN),
        Fault::Cancelled => t(k::FAULT_CANCELLED),
    }
}

/// A fault where the answer would stand.
pub fn fault_note(fault: &Fault) -> AnyView {
    let tone = if matches!(fault, Fault::NoCatalog | Fault::Cancelled | Fault::Refused(_)) {
        Tone::Info
    } else {
        Tone::Bad
    };
    view! { <div role="alert">{note(tone, fault_sentence(fault))}</div> }.into_any()
}

/// The wait for a first answer; it appears only after a moment, so that quick answers do not flicker.
pub fn waiting() -> AnyView {
    view! {
        <div class="waiting" role="status">
            <span class="waiting-bar"></span>
            <span>{t(k::WAITING)}</span>
        </div>
    }
    .into_any()
}

/// An empty screen: what would stand here, and what to do now.
pub fn empty_state(symbol: Icon, title: Key, text: Key, actions: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="empty">
            <span class="empty-icon">{icon(symbol)}</span>
            <h2>{t(title)}</h2>
            <p>{t(text)}</p>
            <div class="actions">{actions}</div>
        </section>
    }
    .into_any()
}

/// All errors of a form on top of it, each a link to its field (id, sentence); takes the focus when it appears.
#[component]
pub fn ErrorSummary(
    #[prop(into)] errors: Signal<Vec<(String, String)>>,
    /// Brings the field of this id into view and puts the focus on it.
    #[prop(into)]
    on_jump: Callback<String>,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if errors.with(Vec::is_empty) {
            return;
        }
        if let Some(node) = node.get() {
            let _ = node.focus();
        }
    });
    let row = move |(id, text): (String, String)| {
        let jump = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            on_jump.run(id.clone());
        };
        view! { <li><a href="#" on:click=jump>{text}</a></li> }
    };
    let body = move || {
        let all = errors.get();
        (!all.is_empty()).then(|| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2>{t(k::ERRORS_TITLE)}</h2>
                    <ul>{all.into_iter().map(row).collect_view()}</ul>
                </div>
            }
        })
    };
    view! { <div>{body}</div> }.into_any()
}

/// How far a long task is, with a way to stop it.
#[component]
pub fn Progress(
    #[prop(into)] label: String,
    /// Done, of how many; of 0 means that nobody knows.
    #[prop(into)]
    done: Signal<(u32, u32)>,
    /// Whether it is counted in hundredths, and said so.
    #[prop(optional)]
    percent: bool,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
) -> AnyView {
    let words = move || match done.get() {
        (_, 0) => String::new(),
        (done, of) if percent => share(f64::from(done) / f64::from(of)),
        (done, of) => tf(k::PROGRESS_OF, &[("done", &number(done)), ("of", &number(of))]),
    };
    let bar = move || match done.get() {
        (_, 0) => view! { <progress></progress> }.into_any(),
        (done, of) => view! { <progress max=of.to_string() value=done.to_string()></progress> }.into_any(),
    };
    view! {
        <div class="progress" role="group" aria-label=label.clone()>
            <p>{label.clone()} " " <span class="hint">{words}</span></p>
            {bar}
            {on_cancel.map(|cancel| view! { <Button label=t(k::PROGRESS_STOP) look=Look::Plain on_press=cancel /> })}
        </div>
    }
    .into_any()
}
