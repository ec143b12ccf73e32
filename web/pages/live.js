'use strict';
// The board says how many findings came while it was open, and leads to them.
// Without this script nothing is lost but the hint.
(() => {
	const place = document.querySelector('[data-live]');
	if (!place || !window.EventSource) return;
	const came = new Set();
	const stream = new EventSource(place.dataset.live);
	stream.addEventListener('open', () => { place.dataset.state = 'listening'; });
	stream.addEventListener('finding', e => {
		came.add(JSON.parse(e.data).id);
		const link = document.createElement('a');
		link.href = location.href;
		link.textContent = came.size === 1 ? '1 finding is new or changed: show it' : came.size + ' findings are new or changed: show them';
		place.replaceChildren(link);
	});
	addEventListener('pagehide', () => stream.close());
})();
