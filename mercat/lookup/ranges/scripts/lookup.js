const refused = (reason) => {
  if (reason === "lookalike") return "lookalike";
  return NOT_RECOGNISED.includes(reason) ? "not_recognised" : "not_an_account";
};
const refusal = (found, where) => {
  const words = REFUSALS[languageOf(where)] || {};
  return found.said((text) => words[text] || text);
};
// A page may ask without a place of its own on it; then its own language counts.
const lookUp = async (text, platform = null, where = document.documentElement) => {
  const found = recognise(text, platform);
  const account = found.key ? found : found.reason === "maybe_fediverse" ? found.candidate : null;
  if (!account) return { answer: refused(found.reason), said: refusal(found, where) };
  const answer = await answerFor(account.key);
  return { answer, key: account.key, said: say(where, answer) };
};
const make = (name, given, ...inner) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...inner);
  return made;
};
const place = (box, at) => {
  const id = `mercat-lookup-${at}`;
  const field = make("input", { id, className: "govuk-input", type: "text", maxLength: 2000, autocapitalize: "none", spellcheck: false });
  const said = make("p", { className: "m-lookup__said", role: "status" });
  const label = make("label", { htmlFor: id, className: "m-lookup__label" }, box.dataset.label || say(box, "label"));
  const button = make("button", { type: "submit", className: "govuk-button" }, box.dataset.button || say(box, "button"));
  const form = make("form", {}, label, " ", make("div", { className: "m-lookup__row" }, field, " ", button));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      const found = await lookUp(field.value, null, box);
      said.textContent = box.getAttribute(`data-${found.answer.replaceAll("_", "-")}`) || found.said;
      said.dataset.mercatAnswer = found.answer;
    } catch {
      said.textContent = say(box, "broken");
      delete said.dataset.mercatAnswer;
    }
  });
  box.append(form, said);
};
const placeAll = () => document.querySelectorAll("[data-mercat-lookup]").forEach(place);
window.mercat = { recognise, lookUp, answerFor, sha256 };
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", placeAll);
else placeAll();
