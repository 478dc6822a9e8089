const WORDS = {
  official: "Yes, this is official.",
  was_official: "This was official, and is no longer.",
  known_false: "No, this pretends to be somebody else.",
  not_controlled: "Careful: this is out of its owner’s hands.",
  disputed: "Two organisations say different things about it.",
  own_account: "This is a person’s own account. It does not speak for an organisation.",
  not_registered: "It is not on the register. This does not mean that it is false.",
};
const refused = (reason) => {
  if (reason === "lookalike") return "lookalike";
  return NOT_RECOGNISED.includes(reason) ? "not_recognised" : "not_an_account";
};
const lookUp = async (text, platform = null) => {
  const found = recognise(text, platform);
  const account = found.key ? found : found.reason === "maybe_fediverse" ? found.candidate : null;
  if (!account) return { answer: refused(found.reason), said: found.sentence };
  const answer = await answerFor(account.key);
  return { answer, key: account.key, said: WORDS[answer] };
};
const make = (name, given, ...inner) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...inner);
  return made;
};
const place = (box, at) => {
  const id = `mercat-lookup-${at}`;
  const field = make("input", { id, type: "text", maxLength: 2000, autocapitalize: "none", spellcheck: false });
  const said = make("p", { role: "status" });
  const form = make("form", {}, make("label", { htmlFor: id }, box.dataset.label || "Link of the account"),
    " ", field, " ", make("button", { type: "submit" }, box.dataset.button || "Check"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      const found = await lookUp(field.value);
      said.textContent = box.getAttribute(`data-${found.answer.replaceAll("_", "-")}`) || found.said;
      said.dataset.mercatAnswer = found.answer;
    } catch {
      said.textContent = "The register cannot be read at the moment. Try again later.";
      delete said.dataset.mercatAnswer;
    }
  });
  box.append(form, said);
};
const placeAll = () => document.querySelectorAll("[data-mercat-lookup]").forEach(place);
window.mercat = { recognise, lookUp, answerFor, sha256 };
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", placeAll);
else placeAll();
