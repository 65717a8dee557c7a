// The page: asks /search when the form is sent, and /status every two seconds.
// Nothing that comes from a document is ever read as HTML: text goes into text nodes.
'use strict';

const STATUS_EVERY_MS = 2000;
const MODES = { hybrid: 'hybrid search', lexical: 'keyword search', semantic: 'search by meaning' };
const ESCAPES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&#x2F;': '/', '&#47;': '/' };
const byId = (id) => document.getElementById(id);
const form = byId('search');
let filters = [];
let asked = null;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}

function button(className, label, action) {
  const made = element('button', className, label);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}

const unescaped = (html) => html.replace(/&(amp|lt|gt|quot|#x27|#39|#x2F|#47);/g, (entity) => ESCAPES[entity]);

/** A fragment holds <em> and </em> and is escaped besides. */
function marked(fragment) {
  return fragment.split(/(<em>.*?<\/em>)/s).map((part) => part.startsWith('<em>')
    ? element('em', '', unescaped(part.slice(4, -5)))
    : unescaped(part));
}

function passage(hit) {
  const text = element('p', 'text');
  if (hit.highlight.length === 0) {
    text.textContent = shortened(hit.text, 420);
    return text;
  }
  hit.highlight.forEach((fragment, i) => text.append(...(i ? [' … '] : []), ...marked(fragment)));
  return text;
}

const shortened = (text, most) => text.length <= most ? text : text.slice(0, text.lastIndexOf(' ', most)) + ' …';

function card(hit) {
  const page = hit.page === null ? null : element('span', 'quiet', `page ${hit.page}`);
  const path = hit.heading_path.join(' › ') || hit.title;
  const text = passage(hit);
  const whole = button('link', 'Whole passage', () => {
    text.textContent = hit.text;
    whole.remove();
  });
  const foot = element('div', 'foot',
    hit.media_type ? button('chip', hit.media_type, () => addFilter('media_type', hit.media_type)) : null,
    element('span', '', ranks(hit)),
    text.textContent.trim() !== hit.text.trim() ? whole : null);
  const name = element('h3', '', hit.filename || hit.source_uri || hit.document_id, page);
  name.title = hit.source_uri || hit.document_id;
  return element('li', '', name, path ? element('p', 'path', path) : null, text, foot);
}

function ranks(hit) {
  const arm = (name, place) => place ? `${name} #${place.rank} (${score(place.score)})` : null;
  return [`score ${score(hit.score)}`, arm('keyword', hit.arms.lexical), arm('meaning', hit.arms.semantic)]
    .filter(Boolean).join(' · ');
}

const score = (value) => value >= 1 ? value.toFixed(2) : value.toPrecision(3);

function addFilter(field, value) {
  const filter = `${field}:"${value.replace(/["\\]/g, '\\$&')}"`;
  if (!filters.includes(filter)) {
    filters.push(filter);
    search();
  }
}

function showFilters() {
  byId('filters').replaceChildren(...filters.map((filter) => {
    const chip = button('chip', `${filter} ✕`, () => {
      filters = filters.filter((other) => other !== filter);
      search();
    });
    chip.setAttribute('aria-label', `Remove the filter ${filter}`);
    return element('li', '', chip);
  }));
}

function parameters() {
  const asking = new URLSearchParams({ q: form.elements.q.value.trim(), mode: form.elements.mode.value });
  filters.forEach((filter) => asking.append('filter', filter));
  return asking;
}

function say(text, bad) {
  byId('message').textContent = text;
  byId('message').classList.toggle('bad', Boolean(bad));
}

async function search(remember = true) {
  showFilters();
  const asking = parameters();
  if (!asking.get('q')) {
    byId('hits').replaceChildren();
    say('');
    return;
  }
  if (remember) history.pushState(null, '', `?${asking}`);
  if (asked) asked.abort();
  const mine = asked = new AbortController();
  byId('hits').classList.add('stale');
  try {
    const response = await fetch(`search?${asking}`, { signal: mine.signal });
    const answer = await response.json();
    if (response.ok) show(answer);
    else fail(answer.error);
  } catch (e) {
    if (e.name !== 'AbortError') fail('The service does not answer: check that it runs, and try again.');
  } finally {
    if (mine === asked) byId('hits').classList.remove('stale');
  }
}

function show(answer) {
  byId('hits').replaceChildren(...answer.hits.map(card));
  const found = answer.hits.length === 0 ? 'Nothing found' : `${answer.hits.length} passage${answer.hits.length > 1 ? 's' : ''}`;
  const hint = answer.hits.length === 0 && filters.length > 0 ? ' with these filters' : '';
  say(`${found}${hint} · ${MODES[answer.mode]} · ${answer.took_ms} ms${answer.fallback ? ` · ${answer.fallback}` : ''}`, answer.fallback);
}

function fail(error) {
  byId('hits').replaceChildren();
  say(error, true);
}

function seconds(value) {
  if (value === null) return '–';
  if (value < 1) return `${Math.round(value * 1000)} ms`;
  if (value < 120) return `${value.toFixed(1)} s`;
  return value < 7200 ? `${Math.round(value / 60)} min` : `${Math.round(value / 3600)} h`;
}

const number = (value) => value === null ? '–' : value.toLocaleString('en');

function row(topic) {
  const name = element('th', '', topic.topic);
  name.scope = 'row';
  const cells = [topic.group, number(topic.lag_records), topic.lag_records ? seconds(topic.lag_seconds) : '–',
    seconds(topic.p50_seconds), seconds(topic.p99_seconds)];
  return element('tr', topic.lag_records ? 'behind' : '', name, ...cells.map((cell) => element('td', '', cell)));
}

async function refreshStatus() {
  try {
    if (!document.hidden) {
      const status = await (await fetch('status')).json();
      byId('topics').replaceChildren(...status.topics.map(row));
      byId('counts').textContent =
        `${number(status.documents)} documents · ${number(status.chunks)} passages · ${number(status.dead_letters)} dead letters`;
      byId('state').textContent = '';
    }
  } catch (e) {
    byId('state').textContent = 'no answer from the service';
  } finally {
    setTimeout(refreshStatus, STATUS_EVERY_MS);
  }
}

function fromAddress() {
  const asking = new URLSearchParams(location.search);
  form.elements.q.value = asking.get('q') || '';
  form.elements.mode.value = asking.get('mode') in MODES ? asking.get('mode') : 'hybrid';
  filters = asking.getAll('filter');
  search(false);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
form.addEventListener('change', (event) => {
  if (event.target.name === 'mode') search();
});
addEventListener('popstate', fromAddress);
fromAddress();
refreshStatus();
