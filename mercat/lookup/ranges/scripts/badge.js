const WORDS = {
  official: "✓ Official account, on the register",
  was_official: "This account was official, and is no longer",
  known_false: "Not official: this pretends to be somebody else",
  not_controlled: "Careful: this account is out of its owner’s hands",
  disputed: "Organisations say different things about this account",
  own_account: "A person’s own account",
  not_registered: "This account is not on the register",
};
const show = async (link) => {
  const answer = await answerFor(link.dataset.mercatBadge);
  // A page says it in its own words with data-official="…", data-was-official="…".
  link.textContent = link.getAttribute(`data-${answer.replace("_", "-")}`) || WORDS[answer];
  link.dataset.mercatAnswer = answer;
};
const showAll = () => document.querySelectorAll("a[data-mercat-badge]").forEach((link) => {
  show(link).catch(() => {}); // it stays the link that it is
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showAll);
else showAll();
