//! The letter to the other side of a pair, or to both sides, in the language of who reads it.
//!
//! It cannot come from the messages of the interface, of which only the writer's language is loaded.

use crate::catalog::Institution;
use crate::matching::answer::Gate;
use crate::primitive::Language;
use crate::ui::route::encode;

/// One side of a pair, in words that the reader of the letter understands best.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Title of the entry.
    pub title: &'a str,
    /// Name of its institution.
    pub from: &'a str,
}

/// For whom a letter speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer<'a> {
    /// The institution that asks; who offers reads.
    Asks,
    /// The institution that offers; who asks reads.
    Offers,
    /// Neither: somebody introduces both sides to each other, by name where a name is known.
    Between(Option<&'a str>),
}

/// What a letter speaks of.
pub struct About<'a> {
    /// For whom it speaks.
    pub writer: Writer<'a>,
    /// What is asked, by whom.
    pub request: Told<'a>,
    /// What is offered, by whom.
    pub offer: Told<'a>,
    /// What keeps the pair from matching; none where it matches.
    pub blocked: Option<Gate>,
}

/// The language in which to write to an institution: the first of its own that we speak, else the writer's.
pub fn language_for(institution: &Institution, writer: Language) -> Language {
    institution.languages.iter().find_map(|tag| Language::from_tag(tag)).unwrap_or(writer)
}

/// The address of an institution's office; none where it states no mail.
fn address(institution: &Institution) -> Option<String> {
    let mail = institution.office.email.trim();
    mail.contains('@').then(|| encode(mail).replace("%40", "@"))
}

/// The `mailto:` address of a letter to the offices of these institutions; none where none of them states a mail.
pub fn mail_to(institutions: &[&Institution], subject: &str, body: &str) -> Option<String> {
    let offices: Vec<String> = institutions.iter().filter_map(|institution| address(institution)).collect();
    if offices.is_empty() {
        return None;
    }
    Some(format!("mailto:{}?subject={}&body={}", offices.join(","), encode(subject), encode(body)))
}

/// Subject and body.
pub fn letter(about: &About<'_>, language: Language) -> (String, String) {
    let words = words(language);
    let (found, question) = match about.writer {
        Writer::Asks => (words.we_ask, words.question),
        Writer::Offers => (words.we_offer, words.question),
        Writer::Between(_) => (words.we_introduce, words.question_to_both),
    };
    let behalf = from(about).map(|_| format!("{} ", words.on_behalf)).unwrap_or_default();
    let blocked = about.blocked.map(|gate| format!(" {}", hurdle(gate, language))).unwrap_or_default();
    let body = format!(
        "{}\n\n{behalf}{found}{blocked}\n\n{question}\n\n{}\n{}",
        words.greeting,
        words.close,
        from(about).unwrap_or_default()
    );
    (fill(words.subject, about), fill(&body, about))
}

/// In whose name the letter is written; none where nobody said who they are.
const fn from<'a>(about: &About<'a>) -> Option<&'a str> {
    match about.writer {
        Writer::Asks => Some(about.request.from),
        Writer::Offers => Some(about.offer.from),
        Writer::Between(name) => name,
    }
}

/// In one walk, so that braces in somebody's title stay as they are.
fn fill(template: &str, about: &About<'_>) -> String {
    let value = |name: &str| {
        let value = match name {
            "request" => about.request.title,
            "offer" => about.offer.title,
            "asks" => about.request.from,
            "offers" => about.offer.from,
            "other" if about.writer == Writer::Asks => about.offer.title,
            "other" => about.request.title,
            "from" => from(about)?,
            _ => return None,
        };
        Some(value.to_owned())
    };
    crate::ui::words::fill(template, value)
}

struct Words {
    subject: &'static str,
    greeting: &'static str,
    /// Left out where nobody said who they are.
    on_behalf: &'static str,
    /// The reader offers what the writer asks for.
    we_ask: &'static str,
    /// The writer offers what the reader asks for.
    we_offer: &'static str,
    /// Both sides read, and neither writes.
    we_introduce: &'static str,
    question: &'static str,
    question_to_both: &'static str,
    close: &'static str,
}

const fn words(language: Language) -> Words {
    match language {
        Language::En => Words {
            subject: "Cooperation: {other}",
            greeting: "Dear colleagues,",
            on_behalf: "We are writing on behalf of {from}.",
            we_ask: "In the cooperation matrix we found your offer \"{offer}\", which seems to answer our request \"{request}\".",
            we_offer: "In the cooperation matrix we found your request \"{request}\"; our offer \"{offer}\" seems to answer it.",
            we_introduce: "In the cooperation matrix, the offer \"{offer}\" of {offers} seems to answer the request \"{request}\" of {asks}. We would like to put you in touch with each other.",
            question: "Would you be available for a first conversation in the coming weeks?",
            question_to_both: "Could you hold a first conversation in the coming weeks?",
            close: "Kind regards,",
        },
        Language::Es => Words {
            subject: "Cooperación: {other}",
            greeting: "Estimadas y estimados colegas:",
            on_behalf: "Les escribimos en nombre de {from}.",
            we_ask: "En la matriz de cooperación encontramos su oferta «{offer}», que parece responder a nuestra solicitud «{request}».",
            we_offer: "En la matriz de cooperación encontramos su solicitud «{request}», a la que parece responder nuestra oferta «{offer}».",
            we_introduce: "En la matriz de cooperación, la oferta «{offer}» ({offers}) parece responder a la solicitud «{request}» ({asks}). Quisiéramos ponerles en contacto.",
            question: "¿Podríamos tener una primera conversación en las próximas semanas?",
            question_to_both: "¿Podrían tener una primera conversación en las próximas semanas?",
            close: "Saludos cordiales,",
        },
        Language::Pt => Words {
            subject: "Cooperação: {other}",
            greeting: "Prezadas e prezados colegas,",
            on_behalf: "Escrevemos em nome da instituição {from}.",
            we_ask: "Na matriz de cooperação encontramos a sua oferta “{offer}”, que parece responder à nossa solicitação “{request}”.",
            we_offer: "Na matriz de cooperação encontramos a sua solicitação “{request}”, à qual parece responder a nossa oferta “{offer}”.",
            we_introduce: "Na matriz de cooperação, a oferta “{offer}” ({offers}) parece responder à solicitação “{request}” ({asks}). Gostaríamos de colocá-los em contato.",
            question: "Seria possível uma primeira conversa nas próximas semanas?",
            question_to_both: "Seria possível vocês terem uma primeira conversa nas próximas semanas?",
            close: "Atenciosamente,",
        },
        Language::Fr => Words {
            subject: "Coopération : {other}",
            greeting: "Chères et chers collègues,",
            on_behalf: "Nous vous écrivons au nom de l’institution {from}.",
            we_ask: "Dans la matrice de coopération, nous avons trouvé votre offre « {offer} », qui semble répondre à notre demande « {request} ».",
            we_offer: "Dans la matrice de coopération, nous avons trouvé votre demande « {request} », à laquelle notre offre « {offer} » semble répondre.",
            we_introduce: "Dans la matrice de coopération, l’offre « {offer} » ({offers}) semble répondre à la demande « {request} » ({asks}). Nous aimerions vous mettre en relation.",
            question: "Seriez-vous disponibles pour un premier échange dans les prochaines semaines ?",
            question_to_both: "Pourriez-vous avoir un premier échange dans les prochaines semaines ?",
            close: "Cordialement,",
        },
    }
}

/// What is to be cleared up first. Gates 1 and 4 never stand in the way of a near miss: what they say is general.
const fn hurdle(gate: Gate, language: Language) -> &'static str {
    match (gate, language) {
        (Gate::Time, Language::En) => {
            "The dates do not fit yet; we would like to find out with you whether they can be moved."
        }
        (Gate::Time, Language::Es) => {
            "Las fechas todavía no coinciden; quisiéramos ver con ustedes si se pueden mover."
        }
        (Gate::Time, Language::Pt) => {
            "As datas ainda não coincidem; gostaríamos de ver com vocês se é possível alterá-las."
        }
        (Gate::Time, Language::Fr) => {
            "Les dates ne concordent pas encore ; nous aimerions voir avec vous si elles peuvent être déplacées."
        }
        (Gate::Form, Language::En) => {
            "The form of cooperation differs; we would like to find out with you whether another one is possible."
        }
        (Gate::Form, Language::Es) => {
            "La forma de cooperación no coincide; quisiéramos ver con ustedes si es posible otra."
        }
        (Gate::Form, Language::Pt) => {
            "A forma de cooperação não coincide; gostaríamos de ver com vocês se outra é possível."
        }
        (Gate::Form, Language::Fr) => {
            "La forme de coopération diffère ; nous aimerions voir avec vous si une autre est possible."
        }
        (Gate::Capacity, Language::En) => {
            "There seems to be no free place at the moment; we would like to know when there could be one, or whether a third party could help."
        }
        (Gate::Capacity, Language::Es) => {
            "Parece que por ahora no hay cupo; quisiéramos saber cuándo podría haberlo, o si un tercero podría ayudar."
        }
        (Gate::Capacity, Language::Pt) => {
            "Parece que no momento não há vaga; gostaríamos de saber quando poderia haver, ou se um terceiro poderia ajudar."
        }
        (Gate::Capacity, Language::Fr) => {
            "Il semble qu’il n’y ait pas de place pour le moment ; nous aimerions savoir quand il pourrait y en avoir une, ou si un tiers pourrait aider."
        }
        (_, Language::En) => "One condition is still open; we would like to clear it up with you.",
        (_, Language::Es) => "Falta aclarar una condición; quisiéramos verla con ustedes.",
        (_, Language::Pt) => "Falta esclarecer uma condição; gostaríamos de vê-la com vocês.",
        (_, Language::Fr) => "Une condition reste à éclaircir ; nous aimerions la voir avec vous.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Head;
    use crate::primitive::{Id, Text};

    fn office(languages: &[&str], email: &str) -> Institution {
        let mut institution = Institution::new(Head::new(Id::from_u128(1)), Text::plain("Ministerio"));
        institution.languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
        institution.office.email = email.to_owned();
        institution
    }

    fn decoded(address: &str) -> String {
        let route =
            crate::ui::route::Route::read(&address.replacen("mailto:", "s=start&to=", 1).replace('?', "&"));
        format!("{}\n{}", route.get("subject").unwrap(), route.get("body").unwrap())
    }

    fn about(writer: Writer<'_>, blocked: Option<Gate>) -> About<'_> {
        let request = Told { title: "Propio & uno", from: "FOSIS" };
        About { writer, request, offer: Told { title: "Otro {from}?", from: "SAS" }, blocked }
    }

    fn mail(to: &Institution, about: &About<'_>, language: Language) -> Option<String> {
        let (subject, body) = letter(about, language);
        mail_to(&[to], &subject, &body)
    }

    /// What gives a language away: how it greets, how it calls an offer and a request, how it takes leave.
    fn marks(language: Language) -> [&'static str; 4] {
        match language {
            Language::En => ["Dear colleagues", "your offer", "your request", "Kind regards,\n"],
            Language::Es => ["Estimadas", "su oferta", "su solicitud", "cordiales,\n"],
            Language::Pt => ["Prezadas", "sua oferta", "sua solicitação", "Atenciosamente,\n"],
            Language::Fr => ["Chères", "votre offre", "votre demande", "Cordialement,\n"],
        }
    }

    #[test]
    fn every_pair_of_languages_writes_in_the_partners() {
        for writer in Language::ALL {
            for partner in Language::ALL {
                let to = office(&["qu", &format!("{}-XX", partner.code())], "office@example.org");
                let language = language_for(&to, writer);
                assert_eq!(language, partner);
                for (side, mark, name) in [(Writer::Asks, 1, "FOSIS"), (Writer::Offers, 2, "SAS")] {
                    let address = mail(&to, &about(side, None), language).unwrap();
                    assert!(address.starts_with("mailto:office@example.org?subject="), "{address}");
                    assert!(address.is_ascii() && !address.contains(' '), "{address}");
                    let words = decoded(&address);
                    assert!(words.ends_with(&format!("{}{name}", marks(partner)[3])), "{words}");
                    for mark in [marks(partner)[0], marks(partner)[mark], "Propio & uno", "Otro {from}?"] {
                        assert!(words.contains(mark), "{writer:?} to {partner:?}: {mark} in {words}");
                    }
                    for other in Language::ALL.into_iter().filter(|other| *other != partner) {
                        assert!(!words.contains(marks(other)[0]), "{writer:?} to {partner:?}: {words}");
                    }
                }
            }
            // Where the office speaks none of the four, the writer's own.
            assert_eq!(language_for(&office(&["qu"], ""), writer), writer);
        }
    }

    #[test]
    fn who_stands_between_introduces_both_and_claims_neither_entry() {
        for language in Language::ALL {
            let [greeting, your_offer, your_request, close] = marks(language);
            let nobody = letter(&about(Writer::Between(None), None), language).1;
            let named = letter(&about(Writer::Between(Some("OEA")), None), language).1;
            for words in [&nobody, &named] {
                for told in [greeting, "Propio & uno", "Otro {from}?", "FOSIS", "SAS"] {
                    assert!(words.contains(told), "{told} in {words}");
                }
                assert!(!words.contains(your_offer) && !words.contains(your_request), "{words}");
            }
            assert!(nobody.ends_with(close) && named.ends_with(&format!("{close}OEA")), "{nobody}{named}");
        }
        let (one, two) = (office(&[], "one@example.org"), office(&[], "two@example.org"));
        let address = mail_to(&[&one, &office(&[], ""), &two], "a", "b").unwrap();
        assert!(address.starts_with("mailto:one@example.org,two@example.org?"), "{address}");
    }

    #[test]
    fn a_near_miss_is_told_in_one_sentence_more_and_no_letter_goes_nowhere() {
        for language in Language::ALL {
            let plain = letter(&about(Writer::Asks, None), language).1;
            let mut told: Vec<String> = vec![plain.clone()];
            for gate in [Gate::Time, Gate::Form, Gate::Capacity, Gate::Required] {
                let words = letter(&about(Writer::Asks, Some(gate)), language).1;
                assert!(words.contains(hurdle(gate, language)) && !told.contains(&words), "{words}");
                told.push(words);
            }
        }
        for email in ["", " ", "nobody"] {
            assert_eq!(mail(&office(&["es"], email), &about(Writer::Asks, None), Language::Es), None);
        }
    }
}
