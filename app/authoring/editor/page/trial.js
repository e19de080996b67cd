/* A trial answer to an item of the preview: the server says what a learner would be told. Nothing is kept. */

export function trying(editor) {
  const { root, part } = editor;
  const { path, trials } = root.dataset;
  part("preview").addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-trial]");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries({ path, text: editor.field.value(), item: form.dataset.trial })) body.append(name, value);
    const reply = await fetch(trials, { method: "POST", body }).catch(() => null);
    const said = form.parentElement.querySelector("[data-tried]");
    if (reply?.ok) said.innerHTML = await reply.text();
    else said.textContent = said.dataset.unreachable;
  });
}
