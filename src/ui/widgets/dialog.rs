//! A question or a panel above the page: the native `<dialog>`, a sheet from below on phones.

use leptos::html;
use leptos::prelude::*;

use super::{Button, Icon, Look};
use crate::ui::words::{k, t};

/// A modal panel. It opens and closes with `open`; *Escape* and a press outside close it; the focus returns to
/// where it was, as the browser does for a native dialog.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    /// Built anew each time it opens.
    #[prop(into)]
    content: ViewFn,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        match (wanted, dialog.open()) {
            (true, false) => {
                // It fails only where the dialog is open already.
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let outside = move |event: web_sys::MouseEvent| {
        let on_backdrop = node.get_untracked().is_some_and(|dialog| {
            event
                .target()
                .is_some_and(|target| target == AsRef::<web_sys::EventTarget>::as_ref(&dialog).clone())
        });
        if on_backdrop {
            open.set(false);
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
            on:click=outside
        >
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2>{move || title.get()}</h2>
                    <Button
                        label=t(k::DIALOG_CLOSE)
                        look=Look::Quiet
                        symbol=Icon::Close
                        only_icon=true
                        on_press=move |()| open.set(false)
                    />
                </div>
                {move || open.get().then(|| content.run())}
            </div>
        </dialog>
    }
    .into_any()
}
