// Keeps an open queue up to date: asks whether a request came in, shows the list anew, and says so
// to a screen reader. Nothing moves while somebody works in the list with the keyboard.
(() => {
  const news = document.getElementById("queue-news");
  const list = document.getElementById("listing-results");
  if (!news || !list) return;

  const look = async () => {
    if (document.hidden || list.contains(document.activeElement)) return;
    const answer = await fetch(news.dataset.url, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const { newest } = await answer.json();
    if (newest === news.dataset.newest) return;
    const results = await fetch(news.dataset.results + location.search);
    if (!results.ok || results.redirected) return;
    list.innerHTML = await results.text();
    news.dataset.newest = newest;
    news.textContent = news.dataset.words;
  };
  setInterval(() => look().catch(() => {}), 15000);
})();
