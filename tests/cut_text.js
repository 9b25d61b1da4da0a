() => {
  // Every text that a reader cannot see the whole of, and every two that stand on each other.
  const found = [], app = document.querySelector('[data-testid=stApp]');
  const told = text => text.trim().slice(0, 60);
  const seen = each => each.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const skip = 'svg, canvas, script, style, [data-testid=stDataFrame], [data-testid=stStatusWidget]';
  const hides = way => ['hidden', 'clip'].includes(way);
  const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.nodeValue.trim() || holder.closest(skip) || !seen(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    for (let each = holder; each !== app; each = each.parentElement) {
      const style = getComputedStyle(each), edge = each.getBoundingClientRect();
      if (edge.width < 3 || edge.height < 3) break;  // for those who listen
      if (['auto', 'scroll'].includes(style.overflowX)) break;  // it can be moved into sight
      if (hides(style.overflowX) && (box.right > edge.right + 2 || box.left < edge.left - 2)
          || hides(style.overflowY) && (box.bottom > edge.bottom + 4 || box.top < edge.top - 4)) {
        found.push(told(node.nodeValue));
        break;
      }
    }
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const field of app.querySelectorAll('input:not([type=checkbox]), textarea')) {
    if (!seen(field) || field.clientWidth < 3) continue;
    const style = getComputedStyle(field), text = field.value || field.placeholder;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    if (pen.measureText(text).width > room + 1) found.push(told(text));
  }
  for (const chart of app.querySelectorAll('svg.marks')) {
    if (!seen(chart)) continue;
    const edge = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('text')].filter(each => each.textContent.trim()
      && +getComputedStyle(each).opacity && each.getAttribute('stroke') !== 'white');
    const boxes = texts.map(each => each.getBoundingClientRect());
    texts.forEach((text, i) => {
      const a = boxes[i];
      if (text.textContent.includes('…') || a.left < edge.left - 4 || a.right > edge.right + 4
          || a.top < edge.top - 4 || a.bottom > edge.bottom + 4) found.push(told(text.textContent));
      texts.slice(i + 1).forEach((other, j) => {
        const b = boxes[i + 1 + j];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && tall > 5) found.push(`${told(text.textContent)} / ${told(other.textContent)}`);
      });
    });
  }
  return found;
}
