//! The other side of an entry: a request for what somebody offers, an offer for what somebody asks.
//!
//! What both sides must share (subject, sector, form, delivery, type, language, window, setting) is taken over;
//! what each side says of itself (evidence, commitment, parts, costs, capacity) is left to be written.

use crate::catalog::{AnyRecord, Head, Offer, Request};
use crate::primitive::Id;

/// The counterpart of an offer or a request, as a new record of `own`; none for other records.
pub fn counterpart(of: &AnyRecord, head: Head, own: Id) -> Option<AnyRecord> {
    match of {
        AnyRecord::Offer(offer) => Some(request_for(offer, head, own).into()),
        AnyRecord::Request(request) => Some(offer_for(request, head, own).into()),
        _ => None,
    }
}

/// Takes over what both sides share; two types with the same fields, which no trait of theirs names.
macro_rules! shared {
    ($from:ident, $to:ident) => {
        shared!($from, $to: subjects, sectors, modalities, delivery, types, languages, window, min_duration_days)
    };
    ($from:ident, $to:ident: $($field:ident),+) => { $($to.$field = $from.$field.clone();)+ };
}

fn request_for(offer: &Offer, head: Head, own: Id) -> Request {
    let mut request = Request::new(head, own, offer.title.clone());
    shared!(offer, request);
    // What the provider asks others to cover, the requesting side would cover.
    request.covers = offer.asks_cover.clone();
    request
}

fn offer_for(request: &Request, head: Head, own: Id) -> Offer {
    let mut offer = Offer::new(head, own, request.title.clone());
    shared!(request, offer);
    offer.profiles = request.profiles.clone();
    offer.covers = request.asks_cover.clone();
    offer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{RecordKind, Subject};
    use crate::primitive::Text;

    #[test]
    fn a_counterpart_shares_the_subject_and_belongs_to_who_writes_it() {
        let (theirs, own) = (Id::from_u128(1), Id::from_u128(2));
        let mut offer = Offer::new(Head::new(Id::from_u128(3)), theirs, Text::in_language("es", "Puente"));
        offer.subjects = vec![Subject { subtopic: Some("family-support".to_owned()), ..Subject::default() }];
        offer.evidence.evaluated = Some(true);
        let made = counterpart(&offer.clone().into(), Head::new(Id::from_u128(4)), own);
        let Some(AnyRecord::Request(request)) = made else { panic!("a request") };
        assert_eq!((request.institution, request.subjects.clone()), (own, offer.subjects.clone()));
        assert_eq!(request.head.id, Id::from_u128(4));

        let back = counterpart(&request.into(), Head::new(Id::from_u128(5)), theirs);
        let Some(AnyRecord::Offer(back)) = back else { panic!("an offer") };
        assert_eq!((back.institution, back.subjects), (theirs, offer.subjects));
        assert_eq!(back.evidence.evaluated, None);
    }

    #[test]
    fn an_institution_has_no_counterpart() {
        let institution = crate::catalog::Institution::new(Head::new(Id::from_u128(1)), Text::default());
        let record: AnyRecord = institution.into();
        assert_eq!(record.kind(), RecordKind::Institution);
        assert!(counterpart(&record, Head::new(Id::from_u128(2)), Id::from_u128(3)).is_none());
    }
}
