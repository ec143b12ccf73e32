package web_test

// faults is a script that lists what our own checks find wrong on a page, the
// browser's computed styles in hand: contrast of text (WCAG 1.4.3), size of
// targets (2.5.8), names of what can be used (4.1.2), the order of headings,
// landmarks, labels, one h1, a title, a language, IDs that are one.
const faults = `(() => {
	const out = [], say = (what, e) => out.push(what + ': ' + e.outerHTML.slice(0, 120));
	const all = q => [...document.querySelectorAll(q)];
	const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
	const channels = c => (c.match(/[\d.]+/g) || []).map(Number);
	const light = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
	const ground = e => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c } return [255, 255, 255] };
	for (const e of all('body *')) {
		const words = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
		if (!words || !shown(e) || e.closest('.hidden, .skip, svg')) continue;
		const s = getComputedStyle(e), a = light(channels(s.color)), b = light(ground(e));
		const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), big = parseFloat(s.fontSize) >= 24 || parseFloat(s.fontSize) >= 18.66 && s.fontWeight >= 700;
		if (ratio < (big ? 3 : 4.5)) say('contrast ' + ratio.toFixed(2), e);
	}
	for (const e of all('a[href], button, input, select, textarea, summary')) {
		if (!shown(e) || e.closest('.skip, .hidden')) continue;
		const r = e.getBoundingClientRect(), line = getComputedStyle(e).display === 'inline';
		if (!line && (r.height < 24 || r.width < 24)) say('target of ' + Math.round(r.width) + ' by ' + Math.round(r.height), e);
		const name = e.textContent.trim() || e.getAttribute('aria-label') || [...(e.labels || [])].map(l => l.textContent.trim()).join('') || e.title;
		if (!name) say('no name', e);
	}
	let level = 0;
	for (const e of all('h1, h2, h3, h4, h5, h6')) {
		const n = +e.tagName[1];
		if (n > level + 1) say('a heading skips a level', e);
		level = n;
	}
	const ids = all('[id]').map(e => e.id);
	for (const id of new Set(ids.filter((v, i) => ids.indexOf(v) !== i))) out.push('two elements have the ID ' + id);
	if (all('h1').length !== 1) out.push(all('h1').length + ' first headings');
	if (all('main').length !== 1 || !all('header').length || !all('footer').length) out.push('a landmark is missing');
	if (!document.title.trim() || !document.documentElement.lang) out.push('no title or no language');
	for (const e of all('table')) if (!e.querySelector('th[scope]')) say('a table without heads', e);
	for (const e of all('svg[role=img]')) if (!e.querySelector('title')) say('a picture without a title', e);
	return out;
})()`
