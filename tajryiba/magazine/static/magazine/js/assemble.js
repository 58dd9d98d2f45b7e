// Dragging a row of an issue to another place; the buttons of the row do the same without it.
(function () {
  var rows = document.querySelector('[data-articles]'), form = document.getElementById('drag'), held = null;
  if (!rows || !form) return;
  function order() { return Array.from(rows.children, function (row) { return row.dataset.article; }).join(','); }
  Array.from(rows.children).forEach(function (row) {
    row.draggable = true;
    row.addEventListener('dragstart', function (e) {
      if (e.target !== row) return;
      held = row;
      row.classList.add('m-dragged');
      e.dataTransfer.effectAllowed = 'move';
      e.dataTransfer.setData('text/plain', row.dataset.article);
    });
    row.addEventListener('dragover', function (e) {
      if (!held || held === row) return;
      e.preventDefault();
      var box = row.getBoundingClientRect(), below = e.clientY > box.top + box.height / 2;
      rows.insertBefore(held, below ? row.nextSibling : row);
    });
    row.addEventListener('drop', function (e) { e.preventDefault(); });
    row.addEventListener('dragend', function () {
      row.classList.remove('m-dragged');
      held = null;
      if (order() === form.elements.seen.value) return;
      form.elements.order.value = order();
      form.submit();
    });
  });
})();
