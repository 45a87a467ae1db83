//! Short messages at the foot of the page: what was just done, with *Undo*.

use std::time::Duration;

use leptos::prelude::*;

use super::ask::Desk;
use super::session::Session;
use crate::desk::{Done, Fault, Redo, Undo};
use crate::ui::widgets::fault_sentence;
use crate::ui::words::{k, said, t};

/// How long a message stays. Long enough to read it twice and to reach the button with a keyboard or a
/// switch; *Undo* stays reachable in the header afterwards.
const STAYS: Duration = Duration::from_secs(12);

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Whether it offers *Undo*.
    pub undo: bool,
    /// Whether it says that something failed; such a message stays until it is closed.
    pub failed: bool,
}

/// The message that is shown, one at a time.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<(u32, Toast)>>,
    count: StoredValue<u32>,
    /// Whether the last command can be undone, and whether one undone can be done again.
    pub log: RwSignal<(bool, bool)>,
}

/// The messages of this page.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// No message.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(None), count: StoredValue::new(0), log: RwSignal::new((false, false)) }
    }

    /// The message that is shown, tracked.
    pub fn shown(self) -> Option<Toast> {
        self.shown.with(|shown| shown.as_ref().map(|(_, toast)| toast.clone()))
    }

    /// Says a sentence.
    pub fn say(self, text: String) {
        self.show(Toast { text, undo: false, failed: false });
    }

    /// Says a sentence about something that can be undone.
    pub fn say_with_undo(self, text: String) {
        self.log.try_update(|log| log.0 = true);
        self.show(Toast { text, undo: true, failed: false });
    }

    /// Says what a command did.
    pub fn done(self, done: &Done) {
        self.log.try_set((done.can_undo, done.can_redo));
        self.show(Toast { text: said(&done.what), undo: done.can_undo, failed: false });
    }

    /// Says why something did not happen.
    pub fn fault(self, fault: &Fault) {
        self.show(Toast { text: fault_sentence(fault), undo: false, failed: true });
    }

    /// Takes the message away.
    pub fn close(self) {
        self.shown.try_set(None);
    }

    /// Undoes the last command, or does again what was undone, and says so.
    pub async fn step(self, desk: Desk, session: Session, back: bool) {
        let outcome = if back { desk.ask(Undo {}).await } else { desk.ask(Redo {}).await };
        match outcome {
            Ok(done) => {
                session.revision.try_set(done.revision);
                self.log.try_set((done.can_undo, done.can_redo));
                let text = if back { t(k::TOAST_UNDONE) } else { said(&done.what) };
                self.say(text);
            }
            Err(fault) => self.fault(&fault),
        }
    }

    fn show(self, toast: Toast) {
        let number = self.count.try_get_value().unwrap_or(0).wrapping_add(1);
        self.count.try_set_value(number);
        let stays = toast.failed;
        self.shown.try_set(Some((number, toast)));
        if stays {
            return;
        }
        set_timeout(
            move || {
                let still =
                    self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|(n, _)| *n == number));
                if still {
                    self.close();
                }
            },
            STAYS,
        );
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}
