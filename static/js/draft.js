// Keeps what a colleague writes about a request while they write it: sealed, on the server. Writing
// counts as being there, and a session that ends meanwhile loses nothing.
(() => {
  const state = document.getElementById("draft-state");
  const areas = state ? [...document.querySelectorAll("textarea[name=note], textarea[name=words]")] : [];
  if (!areas.length) return;
  let waiting = 0;
  let sent = "";

  const typed = () => new URLSearchParams(areas.map((area) => [area.name, area.value]));
  const keep = async () => {
    waiting = 0;
    const body = typed();
    if (body.toString() === sent) return;
    body.append("csrfmiddlewaretoken", areas[0].form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(state.dataset.url, { method: "POST", body, redirect: "error" });
    if (answer.ok) sent = typed().toString();
    state.textContent = answer.ok ? state.dataset.kept : state.dataset.lost;
  };
  const later = () => {
    if (!waiting) waiting = setTimeout(() => keep().catch(() => { state.textContent = state.dataset.lost; }), 3000);
  };
  sent = typed().toString();
  areas.forEach((area) => area.addEventListener("input", later));
})();
