// Words that one marks in a part can be commented on. Without this script one picks a paragraph.
const text = document.querySelector("[data-quotable]");
const LONGEST = 1000;

if (text?.dataset.quotable) {
  const link = document.createElement("a");
  link.className = "govuk-button";
  link.setAttribute("role", "button");
  link.textContent = text.dataset.quoteWords;

  // It stays when the marking ends: pressing it ends the marking first.
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    const inside = marked && !marked.isCollapsed && text.contains(marked.anchorNode) && text.contains(marked.focusNode);
    const words = inside ? marked.toString().replace(/\s+/g, " ").trim() : "";
    if (!words || words.length > LONGEST) return;
    link.href = `${text.dataset.quotable}?${new URLSearchParams({ quote: words })}`;
    if (!link.isConnected) text.after(link);
  });
}
