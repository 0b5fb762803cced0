//! The wording in force in one mount, as views read it.
//!
//! A sentence read here is read again when the language or the host's own sentences change, so that a text follows
//! in place, once for each change. English stands until another language has come, and where it does not come; a
//! sentence of the host's stands over both. Nobody waits for words: neither the session nor the script nor the
//! status.

mod intl;
mod load;

use crate::console::warn;
use crate::reactive::effect::Effect;
use crate::reactive::signal::{Getter, RwSignal};
use crate::reactive::task::Task;
use onboarding_core::account::diff::Change;
use onboarding_core::account::requirement::{Label, Subject};
use onboarding_core::text::{Catalogue, Locale, Messages, Phrase, fill, wording};
use std::{borrow::Cow, rc::Rc};

/// Where the standalone page and a host that says nothing else have their locale files.
#[cfg(feature = "leptos")]
pub(crate) const FILES: &str = "/locales";

/// What a host says of the language of a mount, and may change at any time.
pub(crate) struct Language {
    /// The wanted language, as a BCP 47 tag.
    pub(crate) locale: Getter<String>,
    /// The host's own sentences.
    pub(crate) messages: Getter<Messages>,
    pub(crate) files: Files,
}

/// The address of a language's file, by its tag.
pub(crate) type Files = Rc<dyn Fn(&str) -> String>;

/// The files of one directory, whose address has no slash at the end. Their version stands in the address, so that a
/// browser may keep them for as long as the server says.
#[cfg(feature = "leptos")]
pub(crate) fn files_in(directory: String) -> Files {
    const VERSION: &str = env!("LANGUAGES_VERSION");
    Rc::new(move |tag| [&directory, "/", tag, ".json?", VERSION].concat())
}

/// The wording in force.
#[derive(Clone, Copy)]
pub(crate) struct Translator(RwSignal<Catalogue>);

impl Translator {
    /// British English, to begin with.
    pub(crate) fn english() -> Self {
        Self(RwSignal::new_local(Catalogue::default()))
    }

    /// Speaks the language a host wants, while the current owner lives.
    pub(crate) fn follow(self, language: Language) {
        let mut told = Vec::new();
        let mut loading = None;
        let mut is_first = true;
        Effect::new(move || {
            // What is on its way for another language is not wanted any more.
            drop::<Option<Task>>(loading.take());
            let messages = (language.messages)();
            let wanted = Locale::nearest(&(language.locale)());
            let locale = wanted.unwrap_or(Locale::ENGLISH);
            let mut english = match locale {
                Locale::AMERICAN => Catalogue::american(),
                _ => Catalogue::default(),
            };
            for (key, text) in &messages {
                if let Err(mistake) = english.take(key, text)
                    && !told.contains(key)
                {
                    warn(&["messages.", key, ": ", mistake.told()].concat());
                    told.push(key.clone());
                }
            }
            if locale != english.locale() {
                let file = (language.files)(locale.tag());
                loading = Some(Task::start(async move {
                    let wording = match load::wording(&file, locale).await {
                        Some(mut found) => {
                            for (key, text) in &messages {
                                // Mistakes are told above.
                                _ = found.take(key, text);
                            }
                            found
                        }
                        None => english,
                    };
                    self.0.set(wording);
                }));
            } else if !(is_first && messages.is_empty() && locale == Locale::ENGLISH) {
                // The words that stand from the start would wake every sentence for nothing.
                self.0.set(english);
            }
            is_first = false;
        });
    }

    /// The sentence for `phrase`, as it stands.
    pub(crate) fn phrase(self, phrase: Phrase) -> Cow<'static, str> {
        self.sentence(|wording| wording.phrase(phrase))
    }

    /// The label of a question.
    pub(crate) fn label(self, label: Label) -> Cow<'static, str> {
        self.sentence(|wording| wording.label(label))
    }

    /// The word by which a host knows what `phrase` is the sentence for. It is the same in every language.
    #[cfg(feature = "headless")]
    pub(crate) fn word(self, phrase: Phrase) -> Cow<'static, str> {
        self.sentence(|wording| wording.word(phrase).into())
    }

    /// Some changes in words, in one breath.
    pub(crate) fn changes(self, changes: &[Change]) -> String {
        let sentence = |change: &Change| {
            self.count(wording::change(*change), change.count().unwrap_or_default())
        };
        let sentences: Vec<String> = changes.iter().map(sentence).collect();
        sentences.join(" ")
    }

    /// The heading of a subject's questions.
    pub(crate) fn subject(self, subject: Subject) -> String {
        let number = self.number(subject.number().unwrap_or_default().into());
        self.fill(wording::subject(subject), &[("number", &number)])
    }

    /// The sentence for `phrase` with each `{name}` replaced by its value. A name without a value stays as it is.
    pub(crate) fn fill(self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        fill(&self.phrase(phrase), values)
    }

    /// The sentence for `phrase` in the form for `count`, with `{count}` filled.
    pub(crate) fn count(self, phrase: Phrase, count: usize) -> String {
        let category = intl::plural(self.locale(), count);
        let sentence = self.sentence(|wording| wording.form_for(phrase, &category));
        fill(&sentence, &[("count", &self.number(count))])
    }

    /// A whole number, as it is written in the language.
    pub(crate) fn number(self, number: usize) -> String {
        intl::number(self.locale(), number)
    }

    /// So long ago: «5 min ago».
    pub(crate) fn ago(self, seconds: usize) -> String {
        intl::ago(self.locale(), seconds)
    }

    /// The language of the sentences.
    pub(crate) fn locale(self) -> Locale {
        let mut locale = Locale::ENGLISH;
        self.read(&mut |wording| locale = wording.locale());
        locale
    }

    fn sentence(self, of: impl Fn(&Catalogue) -> Cow<'static, str>) -> Cow<'static, str> {
        let mut sentence = Cow::default();
        self.read(&mut |wording| sentence = of(wording));
        sentence
    }

    // Not generic: reading a signal is more code than what is done with it.
    fn read(self, look: &mut dyn FnMut(&Catalogue)) {
        self.0.with(look);
    }
}
