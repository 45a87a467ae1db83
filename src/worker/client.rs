//! The page's end: typed questions, each with its own answer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use super::outlet::{Ears, Module, Outlet};
use super::{PLANNER, PORT_ON_PAGE, wire};
use crate::desk::{Answer, Fault, FromWorker, Heard, Question, ToWorker};

const DESK: Module = Module { stem: "worker", port: PORT_ON_PAGE };

type Reply = (Result<Answer, Fault>, Option<Uint8Array>);
type Listener = Box<dyn Fn(FromWorker)>;

/// What is heard of a long question while it is being answered.
#[derive(Clone, Debug, PartialEq)]
pub enum News<A> {
    /// Share done, in `[0, 1]`.
    Done(f64),
    /// What there is of the answer so far.
    SoFar(A),
}

/// Who waits for an answer, and who hears of it meanwhile.
struct Waiting {
    sender: oneshot::Sender<Reply>,
    hear: Option<Box<dyn Fn(Heard)>>,
}

/// The channel to the desk; cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Rc<Inner>,
}

struct Inner {
    outlet: Outlet,
    next: Cell<u32>,
    ready: Cell<bool>,
    /// Whether the desk has broken down: nothing that is asked any more gets an answer.
    broken: Cell<bool>,
    /// Questions asked before the worker listens.
    waiting: RefCell<Vec<(ToWorker, Option<Uint8Array>)>>,
    pending: RefCell<BTreeMap<u32, Waiting>>,
    listener: Listener,
    /// Kept as long as the channel is open.
    ears: RefCell<Option<Ears>>,
}

impl Client {
    /// Starts the desk, in a worker where there are workers. `listener` hears what nobody asked for.
    pub fn start(listener: impl Fn(FromWorker) + 'static) -> Result<Self, JsValue> {
        Ok(Self::over(Outlet::open(&DESK)?, listener))
    }

    /// Starts a worker that only plans; fails where there are no workers.
    pub fn start_planner() -> Result<Self, JsValue> {
        let outlet = Outlet::in_worker(&DESK, Some(PLANNER)).ok_or(JsValue::NULL)?;
        // What changes in the catalog is heard from the desk.
        Ok(Self::over(outlet, |_| ()))
    }

    fn over(outlet: Outlet, listener: impl Fn(FromWorker) + 'static) -> Self {
        let inner = Rc::new(Inner {
            outlet,
            next: Cell::new(1),
            ready: Cell::new(false),
            broken: Cell::new(false),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            listener: Box::new(listener),
            ears: RefCell::default(),
        });
        inner.listen();
        Self { inner }
    }

    /// Whether the worker has said that it listens.
    pub fn is_ready(&self) -> bool {
        self.inner.ready.get()
    }

    /// Ends the worker, whatever it is doing; whoever waits for an answer gets this fault.
    pub fn end(&self, fault: &Fault) {
        if self.inner.outlet.end() {
            self.inner.ears.take();
        }
        self.inner.fail_all(fault);
    }

    /// Asks a question.
    pub async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Fault> {
        self.ask_with(question, None).await.map(|(answer, _)| answer)
    }

    /// Asks a long question; `hear` hears how far it is.
    pub async fn ask_heard<Q: Question + 'static>(
        &self,
        question: Q,
        hear: impl Fn(News<Q::Answer>) + 'static,
    ) -> Result<Q::Answer, Fault> {
        let hear = move |heard| match heard {
            Heard::Done(done) => hear(News::Done(done)),
            Heard::SoFar(answer) => {
                if let Some(answer) = Q::unpack(*answer) {
                    hear(News::SoFar(answer));
                }
            }
        };
        self.asked(question, None, Some(Box::new(hear))).await.map(|(answer, _)| answer)
    }

    /// Asks a question with an attachment; answers with the attachment of the answer.
    pub async fn ask_with<Q: Question>(
        &self,
        question: Q,
        attachment: Option<Uint8Array>,
    ) -> Result<(Q::Answer, Option<Uint8Array>), Fault> {
        self.asked(question, attachment, None).await
    }

    async fn asked<Q: Question>(
        &self,
        question: Q,
        attachment: Option<Uint8Array>,
        hear: Option<Box<dyn Fn(Heard)>>,
    ) -> Result<(Q::Answer, Option<Uint8Array>), Fault> {
        if self.inner.broken.get() {
            return Err(Fault::Broken("it broke down before".to_owned()));
        }
        let number = self.inner.next.get();
        self.inner.next.set(number + 1);
        let (sender, receiver) = oneshot::channel();
        self.inner.pending.borrow_mut().insert(number, Waiting { sender, hear });
        let mut withdraw = Withdraw { inner: Rc::clone(&self.inner), number, answered: false };
        self.inner.send(ToWorker::Ask(number, question.into()), attachment);
        let reply = receiver.await;
        withdraw.answered = true;
        let Ok((answer, attachment)) = reply else { return Err(Fault::Broken(String::new())) };
        match Q::unpack(answer?) {
            Some(answer) => Ok((answer, attachment)),
            None => Err(Fault::Broken("an answer to another question".to_owned())),
        }
    }
}

/// Tells the worker that an answer is no longer wanted, when the asking future is dropped.
struct Withdraw {
    inner: Rc<Inner>,
    number: u32,
    answered: bool,
}

impl Drop for Withdraw {
    fn drop(&mut self) {
        if !self.answered {
            self.inner.pending.borrow_mut().remove(&self.number);
            self.inner.send(ToWorker::Cancel(self.number), None);
        }
    }
}

impl Inner {
    fn send(&self, message: ToWorker, attachment: Option<Uint8Array>) {
        if !self.ready.get() {
            self.waiting.borrow_mut().push((message, attachment));
            return;
        }
        let Ok((data, transfer)) = wire::pack(&message, attachment.as_slice()) else { return };
        if self.outlet.post(&data, &transfer).is_err() {
            self.break_down("the message could not be sent");
        }
    }

    fn hear(&self, message: FromWorker, attachment: Option<Uint8Array>) {
        match message {
            FromWorker::Ready => {
                self.ready.set(true);
                for (message, attachment) in self.waiting.take() {
                    self.send(message, attachment);
                }
            }
            FromWorker::Answer(number, answer) => {
                let waiting = self.pending.borrow_mut().remove(&number);
                if let Some(waiting) = waiting {
                    // The asker may have gone in the meantime.
                    let _ = waiting.sender.send((*answer, attachment));
                }
            }
            FromWorker::Progress(number, done) => self.tell(number, Heard::Done(done)),
            FromWorker::SoFar(number, answer) => self.tell(number, Heard::SoFar(answer)),
            event => (self.listener)(event),
        }
    }

    fn tell(&self, number: u32, heard: Heard) {
        if let Some(hear) = self.pending.borrow().get(&number).and_then(|waiting| waiting.hear.as_ref()) {
            hear(heard);
        }
    }

    fn break_down(&self, what: &str) {
        self.broken.set(true);
        self.fail_all(&Fault::Broken(what.to_owned()));
    }

    fn fail_all(&self, fault: &Fault) {
        for (_, waiting) in self.pending.take() {
            let _ = waiting.sender.send((Err(fault.clone()), None));
        }
    }

    fn listen(self: &Rc<Self>) {
        let (inner, broken) = (Rc::clone(self), Rc::clone(self));
        let ears = self.outlet.listen(
            move |data| {
                if let Some((message, attachments)) = wire::unpack::<FromWorker>(data) {
                    inner.hear(message, attachments.into_iter().next());
                }
            },
            move |what| broken.break_down(&what),
        );
        self.ears.replace(Some(ears));
    }
}
