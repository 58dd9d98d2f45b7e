// Improvements on top of a page that works without them.
(function () {
  var d = document;
  // close the menu: Escape, or a click beside it
  d.addEventListener('keydown', function (e) {
    var m = d.querySelector('.menu[open]');
    if (m && e.key === 'Escape') { m.open = false; m.firstElementChild.focus(); }
  });
  d.addEventListener('click', function (e) {
    var m = d.querySelector('.menu[open]');
    if (m && !m.contains(e.target)) m.open = false;
    var c = e.target.closest && e.target.closest('[data-copy]');
    if (c && navigator.clipboard) {
      e.preventDefault();
      // a link is copied with the words that cite it, a button the words that it names, or the page's address
      var b = c.closest('[data-cite]'), w = d.getElementById(c.dataset.from);
      navigator.clipboard.writeText(w ? w.textContent : c.href ? (b ? [c.title, b.dataset.cite].join(', ') + '\n' : '') + c.href : location.href).then(function () {
        c.querySelector('span').textContent = c.dataset.copy;
      });
    }
    var s = e.target.closest && e.target.closest('[data-share]');
    if (s && navigator.share) { e.preventDefault(); navigator.share({ title: d.title, url: location.href }); }
  });
  // countdown: <b data-until="2026-11-21T18:20:00+06:00" data-words="{h} h {m} min">; the page gives the words in its language
  var t = d.querySelectorAll('[data-until]');
  function tick() {
    t.forEach(function (el) {
      var m = Math.round((new Date(el.dataset.until) - Date.now()) / 6e4);
      if (m > 0 && m < 2880 && el.dataset.words) el.textContent = el.dataset.words.replace('{h}', Math.floor(m / 60)).replace('{m}', m % 60);
    });
  }
  if (t.length) { tick(); setInterval(tick, 6e4); }
  // a choice that sends its form at once; the button is for those without script
  d.querySelectorAll('[data-submit-button]').forEach(function (b) { b.hidden = true; });
  d.addEventListener('change', function (e) { if (e.target.matches('[data-submit]')) e.target.form.submit(); });
  // print: a button that is of use only with script
  d.querySelectorAll('[data-print]').forEach(function (b) { b.hidden = false; b.addEventListener('click', function () { print(); }); });
  // my municipality: the page is the same for all; the reader's choice is in a cookie that only this script reads there
  var u = /(?:^|; )unit=(\d+)/.exec(d.cookie);
  function lookFrom(unit) {
    d.querySelectorAll('[data-unit]').forEach(function (f) { f.value = unit; f.disabled = false; });
    d.querySelectorAll('[data-fit]').forEach(function (box) {
      fetch(box.dataset.fit + '?unit=' + unit).then(function (r) { return r.status === 200 ? r.text() : ''; }).then(function (html) {
        if (html) box.outerHTML = html;
      }).catch(function () {});
    });
  }
  if (u) lookFrom(u[1]);
  // results while typing, under every box of the search; without script the form does it
  d.querySelectorAll('[data-live]').forEach(function (box) {
    var input = box.querySelector('input'), list = d.createElement('div'), timer, last = '';
    list.className = 'live'; list.setAttribute('aria-live', 'polite'); box.appendChild(list);
    function close() { list.textContent = ''; last = ''; }
    input.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var q = input.value.trim();
        if (q.length < 2) return close();
        if (q === last) return;
        last = q;
        fetch(box.dataset.live + '?q=' + encodeURIComponent(q)).then(function (r) { return r.status === 200 ? r.text() : ''; }).then(function (html) {
          if (q === last) list.innerHTML = html;
        }).catch(function () {});
      }, 200);
    });
    box.addEventListener('keydown', function (e) {
      if (e.key === 'Escape' && list.firstChild) { e.preventDefault(); close(); input.focus(); }  // what was typed stays
    });
    d.addEventListener('click', function (e) { if (!box.contains(e.target)) close(); });
    box.addEventListener('focusout', function (e) { if (e.relatedTarget && !box.contains(e.relatedTarget)) close(); });
  });
  // account: the page is the same for all; what is personal is fetched, and only for those who signed in
  if (/(^|; )signedin=1/.test(d.cookie)) {
    fetch('/' + d.documentElement.lang + '/account/island/', { credentials: 'same-origin' }).then(function (r) {
      return r.status === 200 ? r.text() : '';
    }).then(function (html) {
      if (html) d.querySelectorAll('[data-account]').forEach(function (a) {
        var box = d.createElement('div');
        box.className = (a.className + ' cluster').trim();
        box.innerHTML = html;
        a.replaceWith(box);
      });
      var own = d.querySelector('[data-own-unit]');  // a member who has chosen nothing looks from their own municipality
      if (own && !u) lookFrom(own.dataset.ownUnit);
    }).catch(function () {});
  }
})();
