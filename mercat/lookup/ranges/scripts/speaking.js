// The page says its language in lang="…"; what has no words in it is said in English.
const languageOf = (element) => (element.closest("[lang]")?.lang || "en").toLowerCase().split("-")[0];
const say = (element, name) => WORDS[languageOf(element)]?.[name] || WORDS.en[name];
