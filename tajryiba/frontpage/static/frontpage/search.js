// On the page of the search: what one looked for stays in this browser; which place was opened is counted, not by whom.
(function () {
  var d = document, KEY = 'searches', box = d.querySelector('[data-recent]'), list = box && box.querySelector('ul');
  var results = d.querySelector('[data-opened]'), input = d.getElementById('q');
  function read() { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch (e) { return []; } }
  function write(all) { try { localStorage.setItem(KEY, JSON.stringify(all)); } catch (e) { /* a closed storage: nothing is kept */ } }
  var all = read().filter(function (q) { return typeof q === 'string'; });
  if (results && input.value.trim()) {
    all = [input.value.trim()].concat(all.filter(function (q) { return q !== input.value.trim(); })).slice(0, 8);
    write(all);
  }
  var shown = all.filter(function (q) { return q !== input.value.trim(); });
  if (box && shown.length) {
    shown.forEach(function (q) {
      var li = d.createElement('li'), a = d.createElement('a');
      a.className = 'chip'; a.href = '?q=' + encodeURIComponent(q); a.textContent = q;
      li.appendChild(a); list.appendChild(li);
    });
    box.hidden = false;
    box.querySelector('[data-forget]').addEventListener('click', function () { write([]); box.hidden = true; input.focus(); });
  }
  if (results) results.addEventListener('click', function (e) {
    var a = e.target.closest('[data-rank]');
    if (!a || !navigator.sendBeacon) return;
    var form = new FormData();
    form.append('q', results.dataset.query); form.append('lang', d.documentElement.lang); form.append('rank', a.dataset.rank);
    navigator.sendBeacon(results.dataset.opened, form);
  });
})();
