//! Asking the desk: questions that follow what is on the screen, commands, faults in plain words.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, Toasts, use_session, use_toasts};
use crate::desk::{Command, Do, Done, Fault, Question};
use crate::platform::Bytes;
use crate::ui::widgets::{fault_note, waiting};
use crate::worker::client::{Client, News};

/// The channel to the desk.
#[derive(Clone, Copy)]
pub struct Desk(StoredValue<Client, LocalStorage>);

/// The desk of this page.
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Wraps the channel.
    pub fn new(client: Client) -> Self {
        Self(StoredValue::new_local(client))
    }

    /// Asks one question.
    pub async fn ask<Q: Question>(self, question: Q) -> Result<Q::Answer, Fault> {
        let client = self.0.get_value();
        client.ask(question).await
    }

    /// Asks a long question; `hear` hears how far it is.
    pub async fn ask_heard<Q: Question + 'static>(
        self,
        question: Q,
        hear: impl Fn(News<Q::Answer>) + 'static,
    ) -> Result<Q::Answer, Fault> {
        let client = self.0.get_value();
        client.ask_heard(question, hear).await
    }

    /// Asks one question with bytes, and gets bytes back with the answer.
    pub async fn ask_with<Q: Question>(
        self,
        question: Q,
        bytes: Option<Bytes>,
    ) -> Result<(Q::Answer, Option<Bytes>), Fault> {
        let client = self.0.get_value();
        client.ask_with(question, bytes).await
    }
}

/// The answer to a question that is asked again whenever what it depends on changes.
pub struct Answered<A: 'static> {
    /// The last answer; it stays while the next one is on its way.
    pub value: RwSignal<Option<A>>,
    /// Why the last question got no answer.
    pub fault: RwSignal<Option<Fault>>,
    /// Whether an answer is on its way.
    pub loading: RwSignal<bool>,
}

impl<A> Clone for Answered<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Answered<A> {}

/// Asks what `question` returns, now and again whenever a signal read in it or the catalog changes; asks
/// nothing while it returns none. An answer that was overtaken by a newer question is dropped, and one that says what
/// the last one said is not drawn again: what a person opened or ticked stays.
pub fn use_answer<Q, F>(question: F) -> Answered<Q::Answer>
where
    Q: Question + 'static,
    Q::Answer: PartialEq + Send + Sync + 'static,
    F: Fn() -> Option<Q> + 'static,
{
    let desk = use_desk();
    let session = use_session();
    let answered =
        Answered { value: RwSignal::new(None), fault: RwSignal::new(None), loading: RwSignal::new(true) };
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        session.revision.track();
        let Some(question) = question() else {
            answered.loading.set(false);
            return;
        };
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        answered.loading.set(true);
        spawn_local(async move {
            let answer = desk.ask(question).await;
            // The screen may be gone, or a newer question under way.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(answer) => {
                    let answer = Some(answer);
                    if answered.value.try_with_untracked(|known| *known != answer) == Some(true) {
                        answered.value.set(answer);
                    }
                    answered.fault.try_set(None);
                }
                Err(Fault::Cancelled) => {}
                Err(fault) => {
                    answered.fault.try_set(Some(fault));
                }
            }
            answered.loading.try_set(false);
        });
    });
    answered
}

/// Shows an answer, the wait for it, or the sentence that says why there is none.
pub fn shown<A>(answered: Answered<A>, view: impl Fn(&A) -> AnyView + Send + Sync + 'static) -> AnyView
where
    A: Send + Sync + 'static,
{
    let body = move || {
        answered.value.with(|value| match value {
            Some(answer) => view(answer),
            None if answered.loading.get() => waiting(),
            None => ().into_any(),
        })
    };
    let fault = move || answered.fault.with(|fault| fault.as_ref().map(fault_note));
    let busy = move || if answered.loading.get() { "true" } else { "false" };
    view! { <div class="answer" aria-busy=busy>{fault}{body}</div> }.into_any()
}

/// What a handler needs to carry out commands; made where the view is built, since a handler has no context.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The desk.
    pub desk: Desk,
    /// The session.
    pub session: Session,
    /// Where outcomes are said.
    pub toasts: Toasts,
}

/// The hands of this page.
pub fn use_hands() -> Hands {
    Hands { desk: use_desk(), session: use_session(), toasts: use_toasts() }
}

impl Hands {
    /// Carries out a command and says what was done, with *Undo*; a fault is said as well, and handed back.
    pub async fn carry_out(self, command: Command) -> Result<Done, Fault> {
        let outcome = self.desk.ask(Do { command }).await;
        match &outcome {
            Ok(done) => {
                self.session.revision.try_set(done.revision);
                self.toasts.done(done);
            }
            Err(fault) => self.toasts.fault(fault),
        }
        outcome
    }

    /// Carries out a command whose outcome nobody waits for.
    pub fn send(self, command: Command) {
        spawn_local(async move {
            // The outcome has been said.
            let _ = self.carry_out(command).await;
        });
    }

    /// Undoes the last command, or does again what was undone last, and says so.
    pub fn step(self, back: bool) {
        spawn_local(async move { self.toasts.step(self.desk, self.session, back).await });
    }
}
