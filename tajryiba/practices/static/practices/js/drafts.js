// Saves every field as it is typed. What has not reached the portal yet waits in this browser, also when it is closed.
(function () {
  var d = document, box = d.querySelector('[data-drafts]'), form = d.getElementById('case');
  if (!box) return;
  var o = box.dataset, token = d.querySelector('[name=csrfmiddlewaretoken]'), mine = 'draft:' + o.user + ':';
  var memory = {}, skip = {}, busy = false, pause = 0, wait = 2000, sent = 0, after = null, last = '';
  var shown = form ? JSON.parse(form.elements.shown.value) : {};

  // The queue: one entry a field, for each case; kept before anything is sent.
  function load(c) { try { return JSON.parse(localStorage.getItem(mine + c)) || {}; } catch (e) { return memory[c] || {}; } }
  function keep(c, q) {
    memory[c] = q;
    try { Object.keys(q).length ? localStorage.setItem(mine + c, JSON.stringify(q)) : localStorage.removeItem(mine + c); } catch (e) {}
  }
  function cases() {
    var found = Object.keys(memory);
    try { found = found.concat(Object.keys(localStorage)); } catch (e) {}
    found = found.map(function (k) { return k.replace(mine, ''); });
    return found.filter(function (c, i) { return /^\d+$/.test(c) && !skip[c] && found.indexOf(c) === i && open(c).length; });
  }
  function open(c) { var q = load(c); return Object.keys(q).filter(function (n) { return !q[n].x; }); }
  function newKey() { return Array.from(crypto.getRandomValues(new Uint32Array(4)), function (n) { return n.toString(36); }).join('-'); }

  function value(el) {
    if (el.type !== 'checkbox') return el.value;
    return [].filter.call(form.elements, function (e) { return e.name === el.name && e.checked; }).map(function (e) { return e.value; }).join(',');
  }
  function put(el) {
    if (!shown[el.name]) return;
    var q = load(o.case), old = q[el.name], v = value(el);
    if (old && old.v === v && !old.x) return;
    q[el.name] = { v: v, b: old ? old.b : shown[el.name][0], d: old ? old.d : o.device, k: newKey() };
    keep(o.case, q);
    clearTimeout(pause);
    pause = setTimeout(flush, 700);
    tell(navigator.onLine ? 'saving' : 'waiting');
  }
  function fill() {
    var q = load(o.case);
    Object.keys(q).forEach(function (n) {
      [].forEach.call(form.elements, function (e) {
        if (e.name !== n) return;
        if (e.type === 'checkbox') e.checked = q[n].v.split(',').indexOf(e.value) >= 0; else e.value = q[n].v;
      });
    });
  }

  // «Saved», «saving» are shown; only news (no line, a line again, a conflict) are spoken.
  function tell(what) {
    var state = box.querySelector('[data-state]'), loud = what !== 'saved' && what !== 'saving';
    state.hidden = loud;
    state.textContent = loud ? '' : o[what];
    box.dataset.now = what;
    if (loud) news(o[what]); else if (what === 'saved' && last && last !== o.conflict && last !== o.late) news('');
  }
  function news(text) {
    var el = box.querySelector('[data-news]');
    if (text !== last) { el.textContent = last = text; el.hidden = !text; }
  }

  function flush() {
    var c = cases()[0];
    if (busy) return;
    if (!c) { done(); return; }
    var q = load(c);
    busy = true;
    fetch(o.save.replace('/0/', '/' + c + '/'), {
      method: 'POST', credentials: 'same-origin', keepalive: d.visibilityState === 'hidden', signal: AbortSignal.timeout && AbortSignal.timeout(30000),
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token.value },
      body: JSON.stringify({ edits: open(c).slice(0, 100).map(function (n) { return { name: n, value: q[n].v, base: q[n].b, key: q[n].k, device: q[n].d }; }) })
    }).then(function (r) {
      if (r.status === 404) { skip[c] = 1; return { saved: {} }; }
      if (!r.ok) throw r.status;
      return r.json();
    }).then(function (a) { busy = false; wait = 2000; take(c, a.saved); flush(); }, function (why) {
      busy = false;
      tell(why === 401 || why === 403 ? 'signin' : 'waiting');
      clearTimeout(pause);
      pause = setTimeout(flush, wait = Math.min(wait * 2, 60000));
    });
  }
  function take(c, saved) {
    var q = load(c);
    Object.keys(saved).forEach(function (n) {
      var s = saved[n];
      if (c === o.case && shown[n]) shown[n][0] = s.rev;
      if (q[n] && q[n].k === s.key && s.refused) { q[n].x = 1; news(s.refused); }
      else if (q[n] && q[n].k === s.key) { delete q[n]; sent++; }
      else if (q[n]) q[n].b = s.rev;
      if (s.conflict) news(o.conflict);
      if (s.late) news(o.late);
    });
    keep(c, q);
  }
  function done() {
    if (sent || form) tell('saved');
    if (o.reload && sent) location.reload();
    if (after) { var f = after; after = null; f(); }
  }

  if (form) {
    fill();
    form.addEventListener('input', function (e) { put(e.target); });
    form.addEventListener('change', function (e) { put(e.target); });
    d.addEventListener('click', function (e) {
      var b = e.target.closest && e.target.closest('[data-next]'), part = b && d.getElementById(b.dataset.next);
      if (!part) return;
      e.preventDefault();
      flush();
      b.closest('details').open = false;
      part.open = true;
      part.firstElementChild.focus();
      part.scrollIntoView();
    });
    // Leaves only when all has reached the portal; without a line it stays and says so.
    form.addEventListener('submit', function (e) {
      if (!open(o.case).length) return;
      e.preventDefault();
      after = function () { form.requestSubmit(e.submitter); };
      flush();
    });
    form.addEventListener('formdata', function (e) { e.formData.set('shown', '*'); }); // all of it is saved already
  }
  addEventListener('online', flush);
  addEventListener('offline', function () { if (cases().length) tell('waiting'); });
  d.addEventListener('visibilitychange', function () { if (d.visibilityState === 'hidden') flush(); });
  if (cases().length) { tell('saving'); flush(); } else if (form) tell('saved');
})();
