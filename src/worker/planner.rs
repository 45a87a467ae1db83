//! The page's second worker: it plans while the desk stays free, and is ended to stop it.
//!
//! It is the same script in the role of a planner (`host`): it opens the same database, catches up with what was
//! written before it plans, and writes nothing. It starts with the first long plan and ends when it has had nothing to
//! do for a while.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::client::{Client, News};
use crate::desk::{Fault, Hello, MakePlan, OpenCatalog, PlanView};
use crate::primitive::Id;

/// A planner that rests so long is ended: it holds the catalog and its index a second time. Whoever changes what the
/// plan counts and looks again does so within this time.
const IDLE_MS: i32 = 60_000;

/// A planner that does not say within this time that it listens never will: its script could not be loaded.
const START_MS: i32 = 15_000;

/// The planner of a page; cheap to clone.
#[derive(Clone, Default)]
pub struct Planner {
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    client: RefCell<Option<Client>>,
    is_busy: Cell<bool>,
    /// Grows with every plan and every stop; whatever waits looks whether it is still meant.
    turn: Cell<u32>,
}

impl Planner {
    /// Makes a plan over a catalog as it lies in the database; a plan under way is stopped.
    ///
    /// [`Fault::Cancelled`] where it was stopped. Any other fault means that the planner cannot work here: then the
    /// desk is to be asked.
    pub async fn plan(
        &self,
        hello: Hello,
        catalog: Id,
        question: MakePlan,
        hear: impl Fn(News<PlanView>) + 'static,
    ) -> Result<PlanView, Fault> {
        self.stop();
        let turn = self.inner.turn.get();
        let client = self.client().map_err(|_| Fault::Broken("no worker to plan in".to_owned()))?;
        self.inner.is_busy.set(true);
        let answer = asked(&client, hello, catalog, question, hear).await;
        if self.inner.turn.get() == turn {
            self.inner.is_busy.set(false);
            match &answer {
                Ok(_) => self.later(IDLE_MS, turn, |inner| inner.end(&Fault::Cancelled)),
                Err(fault) => self.inner.end(fault),
            }
        }
        answer
    }

    /// Stops the plan under way, if there is one.
    pub fn stop(&self) {
        self.inner.turn.set(self.inner.turn.get().wrapping_add(1));
        if self.inner.is_busy.replace(false) {
            self.inner.end(&Fault::Cancelled);
        }
    }

    fn client(&self) -> Result<Client, JsValue> {
        if let Some(client) = self.inner.client.borrow().as_ref() {
            return Ok(client.clone());
        }
        let client = Client::start_planner()?;
        self.inner.client.replace(Some(client.clone()));
        let started = client.clone();
        self.later(START_MS, self.inner.turn.get(), move |inner| {
            if !started.is_ready() {
                inner.end(&Fault::Broken("the planner does not start".to_owned()));
            }
        });
        Ok(client)
    }

    /// Does something after a while, if no other plan and no stop came in between.
    fn later(&self, after_ms: i32, turn: u32, run: impl FnOnce(&Inner) + 'static) {
        let inner = Rc::clone(&self.inner);
        let due = Closure::once_into_js(move || {
            if inner.turn.get() == turn {
                run(&inner);
            }
        });
        // Without a timer the planner only lives longer.
        let _ = web_sys::window().map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(due.unchecked_ref(), after_ms)
        });
    }
}

impl Inner {
    fn end(&self, fault: &Fault) {
        let client = self.client.take();
        if let Some(client) = client {
            client.end(fault);
        }
    }
}

async fn asked(
    client: &Client,
    hello: Hello,
    catalog: Id,
    question: MakePlan,
    hear: impl Fn(News<PlanView>) + 'static,
) -> Result<PlanView, Fault> {
    client.ask(hello).await?;
    client.ask(OpenCatalog { id: catalog }).await?;
    client.ask_heard(question, hear).await
}
