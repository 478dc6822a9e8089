// Shows what is found as one types. Without this script the button does the same.
const field = document.querySelector("[data-find]");
const place = document.querySelector("[data-found]");

if (field && place) {
  let waiting;
  let asked = 0;

  const find = async () => {
    const number = ++asked;
    const query = new URLSearchParams({ q: field.value });
    const response = await fetch(`${field.form.action}?${query}`).catch(() => null);
    if (!response?.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    place.replaceChildren(...page.querySelector("[data-found]").childNodes);
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 250);
  });
}
