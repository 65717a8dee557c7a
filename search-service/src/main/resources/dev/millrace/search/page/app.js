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
let question = null;
let cursor = null;

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
  const text = passage(hit);
  const whole = button('link', 'Whole passage', () => {
    text.textContent = hit.text;
    whole.remove();
  });
  const foot = element('div', 'foot',
    hit.media_type ? button('chip', hit.media_type, () => addFilter('media_type', hit.media_type)) : null,
    element('span', '', ranks(hit)),
    text.textContent.trim() !== hit.text.trim() ? whole : null);
  const page = hit.page === null ? null : element('span', 'quiet', `page ${hit.page}`);
  const name = element('h3', '', hit.filename || hit.source_uri || hit.document_id, page);
  name.title = hit.source_uri || hit.document_id;
  const path = pathOf(hit);
  return element('li', '', name, path ? element('p', 'path', path) : null, text, others(hit), foot);
}

const pathOf = (hit) => hit.heading_path.join(' › ') || hit.title;

/** The other passages of a hit that is a document; its best one is the hit itself. */
function others(hit) {
  const passages = (hit.passages || []).slice(1);
  const place = (other) => [pathOf(other), other.page === null ? '' : `page ${other.page}`].filter(Boolean).join(' · ');
  return passages.length === 0 ? null : element('ul', 'others', ...passages.map((other) =>
    element('li', '', element('p', 'path', place(other)), passage(other))));
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
  if (form.elements.group.checked) asking.set('group', 'document');
  filters.forEach((filter) => asking.append('filter', filter));
  return asking;
}

function say(text, bad) {
  byId('message').textContent = text;
  byId('message').classList.toggle('bad', Boolean(bad));
}

async function search(remember = true) {
  showFilters();
  question = parameters();
  if (asked) asked.abort();
  if (!question.get('q')) {
    clear();
    say('');
    return;
  }
  if (remember) history.pushState(null, '', `?${question}`);
  byId('hits').classList.add('stale');
  await ask(question, (answer) => {
    clear();
    show(answer);
  }, (error) => {
    clear();
    say(error, true);
  });
}

/** The next page of the question that is shown, whatever is in the form meanwhile. */
async function more() {
  const asking = new URLSearchParams(question);
  asking.set('cursor', cursor);
  byId('more').disabled = true;
  await ask(asking, (answer) => {
    const first = show(answer);
    if (first) first.focus({ preventScroll: true });
  }, (error) => say(error, true));
}

/** Asks in place of whatever is still being asked. */
async function ask(asking, then, failed) {
  const mine = asked = new AbortController();
  try {
    const response = await fetch(`search?${asking}`, { signal: mine.signal });
    const answer = await response.json();
    if (mine !== asked) return;
    if (response.ok) then(answer);
    else failed(answer.error);
  } catch (e) {
    if (e.name !== 'AbortError') failed('The service does not answer: check that it runs, and try again.');
  } finally {
    if (mine === asked) {
      byId('hits').classList.remove('stale');
      byId('more').disabled = false;
    }
  }
}

function clear() {
  byId('hits').replaceChildren();
  byId('more').hidden = true;
}

/** Adds a page to the hits; returns the first of them. */
function show(answer) {
  const cards = answer.hits.map(card);
  cards.forEach((one) => { one.tabIndex = -1; });
  byId('hits').append(...cards);
  cursor = answer.cursor;
  byId('more').hidden = !cursor;
  const fallback = answer.fallback ? ` · ${answer.fallback}` : '';
  say(`${found(byId('hits').children.length)} · ${MODES[answer.mode]} · ${answer.took_ms} ms${fallback}`, answer.fallback);
  return cards[0];
}

function found(count) {
  if (count === 0) return filters.length > 0 ? 'Nothing found with these filters' : 'Nothing found';
  const unit = question.has('group') ? 'document' : 'passage';
  return `${cursor ? 'The first ' : ''}${count} ${unit}${count > 1 ? 's' : ''}`;
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
  form.elements.group.checked = asking.get('group') === 'document';
  filters = asking.getAll('filter');
  search(false);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
form.addEventListener('change', (event) => {
  if (event.target.name !== 'q') search();
});
byId('more').addEventListener('click', more);
addEventListener('popstate', fromAddress);
fromAddress();
refreshStatus();
