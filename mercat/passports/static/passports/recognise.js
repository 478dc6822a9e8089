// Says under the field, as one types, which account the address is. Without this script the
// button below the field does the same.
const form = document.querySelector("[data-recognise-url]");
const field = form?.querySelector("[data-recognise]");
const place = form?.querySelector("[data-recognised]");

if (field && place) {
  form.querySelector("[data-without-script]")?.remove();
  const platform = form.querySelector(`[name="${field.name}_platform"]`);
  let waiting;
  let asked = 0;

  const ask = async () => {
    const number = ++asked;
    if (!field.value.trim()) {
      place.replaceChildren();
      return;
    }
    const query = new URLSearchParams({ text: field.value, platform: platform?.value ?? "" });
    const response = await fetch(`${form.dataset.recogniseUrl}?${query}`).catch(() => null);
    if (!response?.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  };
  field.addEventListener("input", later);
  platform?.addEventListener("change", later);
}
