//! Institutions by name: how a sheet names one so that it is found again, and whom a name means.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Named;
use super::cells::{Object, text_of};
use crate::catalog::{Catalog, Institution};
use crate::interchange::read::derived_id;
use crate::primitive::Id;
use crate::words::fold;

/// Names and who bears them.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    by_id: BTreeMap<Id, String>,
    by_name: BTreeMap<String, BTreeSet<Id>>,
}

impl Naming {
    /// The institutions of a catalog. A name that two bear is told apart by what stands behind it.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut naming = Self::default();
        for (id, institution) in &catalog.institutions {
            for name in names(institution) {
                naming.learn(&name, *id);
            }
        }
        for (id, institution) in &catalog.institutions {
            let names = names(institution);
            let own = names.iter().find(|name| naming.resolve(name) == Named::One(*id));
            let name = own.map_or_else(|| id.to_string(), |name| name.trim().to_owned());
            naming.by_id.insert(*id, name);
        }
        naming
    }

    /// One more name of an institution.
    pub(super) fn learn(&mut self, name: &str, id: Id) {
        let folded = fold(name.trim());
        if !folded.is_empty() {
            self.by_name.entry(folded).or_default().insert(id);
        }
    }

    /// The names in a row of the sheet of institutions. A name that is borne already stays with who bears it.
    pub(super) fn learn_row(&mut self, object: &Object, id: Id) {
        let name = text_of(object.get("name")).text.to_owned();
        let acronym = object.get("acronym").and_then(|acronym| acronym.as_str()).unwrap_or_default();
        self.learn(&name, id);
        if matches!(self.resolve(acronym), Named::New(_)) {
            self.learn(acronym, id);
        }
    }

    /// What a sheet calls an institution.
    pub(super) fn name_of(&self, id: Id) -> String {
        self.by_id.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// Whom a name means.
    pub(super) fn resolve(&self, name: &str) -> Named {
        if let Ok(id) = name.trim().parse() {
            return Named::One(id);
        }
        let ids = self.by_name.get(&fold(name.trim()));
        match ids.map(|ids| (ids.len(), ids.first())) {
            Some((1, Some(id))) => Named::One(*id),
            Some((_, Some(_))) => Named::Several,
            _ => Named::New(id_of_new(name, "")),
        }
    }
}

/// The names of an institution, the plainest first.
fn names(institution: &Institution) -> Vec<String> {
    let name = institution.name.text.trim();
    let acronym = institution.acronym.trim();
    let country = institution.country.as_deref().unwrap_or_default();
    let mut names = vec![name.to_owned()];
    names.extend(
        [acronym, country].iter().filter(|part| !part.is_empty()).map(|part| format!("{name} ({part})")),
    );
    names.extend((!acronym.is_empty()).then(|| acronym.to_owned()));
    names
}

/// The id of an institution that nobody knew: the same wherever it is written the same.
pub(super) fn id_of_new(name: &str, country: &str) -> Id {
    derived_id(format!("institution\u{0}{}\u{0}{country}", fold(name.trim())).as_bytes())
}
