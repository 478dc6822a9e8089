const show = async (link) => {
  const answer = await answerFor(link.dataset.mercatBadge);
  // A page says it in its own words with data-official="…", data-was-official="…".
  link.textContent = link.getAttribute(`data-${answer.replace("_", "-")}`) || say(link, answer);
  link.dataset.mercatAnswer = answer;
};
const showAll = () => document.querySelectorAll("a[data-mercat-badge]").forEach((link) => {
  show(link).catch(() => {}); // it stays the link that it is
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showAll);
else showAll();
