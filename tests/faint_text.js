() => {
  const lum = c => { const [r,g,b] = c.map(v => { v /= 255; return v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4; }); return .2126*r+.7152*g+.0722*b; };
  const rgb = s => (s.match(/[\d.]+/g)||[]).map(Number);
  const over = (top, under) => { const a = top[3] ?? 1; return [0,1,2].map(i => top[i]*a + under[i]*(1-a)); };
  const back = e => { const chain = []; for (let n = e; n; n = n.parentElement) chain.unshift(rgb(getComputedStyle(n).backgroundColor)); return chain.reduce((u, t) => t.length ? over(t, u) : u, [255,255,255]); };
  const out = [];
  for (const e of document.querySelectorAll('[data-testid=stApp] *')) {
    if (e.closest('svg, canvas, [data-testid=stSlider], [aria-disabled=true], [disabled], [data-stale=true]') || !e.checkVisibility()) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const s = getComputedStyle(e); let o = 1; for (let n = e; n; n = n.parentElement) o *= +getComputedStyle(n).opacity;
    const bg = back(e), c = rgb(s.color); c[3] = (c[3] ?? 1) * o; const fg = over(c, bg);
    const [a, b] = [lum(fg), lum(bg)].sort((x, y) => y - x); const ratio = (a + .05) / (b + .05);
    const big = parseFloat(s.fontSize) >= 24 || parseFloat(s.fontSize) >= 18.66 && +s.fontWeight >= 700;
    if (ratio < (big ? 3 : 4.5)) out.push([e.textContent.trim().slice(0, 40), ratio.toFixed(2), s.color, e.closest('[data-testid]')?.dataset.testid]);
  }
  return out;
}
