'use strict';

const byId = id => document.getElementById(id);
const query = byId('query');
const list = byId('suggestions');

let personas = [];
let persona = null;
let sent = 0;      // number of the newest request
let shown = 0;     // number of the newest answer on the page
let typed = '';    // what the person wrote, while the arrows show a suggestion in the box
let selected = -1;

/** A new element; text only ever becomes a text node. */
function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

async function ask() {
  const seq = ++sent;
  const body = {
    prefix: query.value, limit: 10, seq, explain: true,
    history: persona.history, profile: persona.profile,
  };
  try {
    const started = performance.now();
    const response = await fetch('suggest', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (seq < shown) return; // a newer answer is on the page already
    shown = seq;
    if (response.ok) show(answer, performance.now() - started);
    else refuse(answer);
  } catch (failure) {
    if (seq === sent) byId('status').textContent = 'The service does not answer.';
  }
}

function refuse(problem) {
  setSuggestions([]);
  byId('status').textContent = problem.detail || problem.title;
}

function show(answer, roundTripMillis) {
  setSuggestions(answer.suggestions);
  const from = answer.explain && answer.explain.cached ? 'from the cache ' : '';
  const why = answer.degraded ? ` · without the model: ${answer.degraded}` : '';
  byId('status').textContent =
    `${answer.suggestions.length} suggestions ${from}in ${answer.tookMillis.toFixed(1)} ms` +
    ` (${roundTripMillis.toFixed(0)} ms with the network) · model ${answer.model.version}${why}`;
  explain(answer.explain);
}

function setSuggestions(suggestions) {
  selected = -1;
  list.replaceChildren(...suggestions.map(option));
  query.setAttribute('aria-expanded', String(suggestions.length > 0));
  query.removeAttribute('aria-activedescendant');
}

function option(suggestion, index) {
  const item = element('li');
  item.id = `suggestion-${index}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  item.dataset.text = suggestion.text;
  item.append(highlighted(suggestion), element('span', `source ${suggestion.source}`, suggestion.source));
  return item;
}

/** The typed parts are quiet, the rest stands out. */
function highlighted({text, highlight}) {
  const line = element('span', 'text');
  let end = 0;
  for (const span of highlight) {
    line.append(text.slice(end, span.start), element('span', 'typed', text.slice(span.start, span.end)));
    end = span.end;
  }
  line.append(text.slice(end));
  return line;
}

function explain(how) {
  byId('hint').hidden = Boolean(how);
  byId('steps').hidden = !how;
  if (!how) return;
  showTime(how.stageMillis);
  showCodes(how);
  byId('related').replaceChildren(...orNothing(how.related.map(({text, origin}) => {
    const chip = element('li', '', text);
    chip.append(element('small', '', origin.replace('_', '-')));
    return chip;
  })));
  byId('input').textContent = how.encoderInput || 'nothing: the model was not asked';
  byId('scores').replaceChildren(...orNothing(how.candidates.map(candidate)));
}

function orNothing(nodes) {
  return nodes.length ? nodes : [element('li', '', 'none')];
}

function showTime(stageMillis) {
  const stages = Object.entries(stageMillis);
  byId('bar').replaceChildren(...stages.map(([stage, millis]) => {
    const part = element('i', stage);
    part.style.flexGrow = millis;
    return part;
  }));
  byId('legend').replaceChildren(...stages
    .filter(([, millis]) => millis >= 0.01)
    .map(([stage, millis]) => element('li', stage, `${stage} ${millis.toFixed(2)} ms`)));
}

function showCodes({semanticId, knownPrefix}) {
  if (!semanticId) {
    byId('codes').replaceChildren(element('span', '', 'none'));
    return;
  }
  const origin = knownPrefix ? 'looked up: a well-known prefix' : 'encoded now: hardly anybody typed this before';
  byId('codes').replaceChildren(
    ...semanticId.map(code => element('b', '', code)), element('span', '', origin));
}

function candidate({text, score}) {
  const probability = Math.exp(score);
  const line = element('li');
  const bar = element('progress');
  bar.max = 1;
  bar.value = probability;
  line.title = `log-probability ${score.toFixed(3)}`;
  line.append(element('span', '', text), bar, element('output', '', `${(100 * probability).toFixed(1)} %`));
  return line;
}

function select(index) {
  const items = list.children;
  if (selected >= 0) items[selected].setAttribute('aria-selected', 'false');
  selected = index;
  if (index < 0) {
    query.value = typed;
    query.removeAttribute('aria-activedescendant');
    return;
  }
  items[index].setAttribute('aria-selected', 'true');
  items[index].scrollIntoView({block: 'nearest'});
  query.setAttribute('aria-activedescendant', items[index].id);
  query.value = items[index].dataset.text;
}

/** What a person chooses is typed text from now on, with a blank after it: the word is complete. */
function take(text) {
  query.value = `${text} `;
  query.focus();
  changed();
}

function changed() {
  typed = query.value;
  byId('clear').hidden = typed === '';
  ask();
}

function onKey(event) {
  const count = list.children.length;
  if (event.isComposing) return;
  if (event.key === 'ArrowDown' && count) {
    select(selected + 1 < count ? selected + 1 : -1);
  } else if (event.key === 'ArrowUp' && count) {
    select(selected >= 0 ? selected - 1 : count - 1);
  } else if (event.key === 'Enter' && selected >= 0) {
    take(list.children[selected].dataset.text);
  } else if (event.key === 'Escape') {
    if (selected >= 0) select(-1);
    else setSuggestions([]);
  } else {
    return;
  }
  event.preventDefault();
}

function showPersona(chosen) {
  persona = chosen;
  const searches = persona.history.length ? ` Searched lately: ${persona.history.join(', ')}.` : '';
  byId('about').textContent = persona.about + searches;
  query.value = typed;
  ask();
}

function personaButton(someone, chosen) {
  const label = element('label');
  const radio = element('input');
  radio.type = 'radio';
  radio.name = 'persona';
  radio.checked = chosen;
  radio.addEventListener('change', () => showPersona(someone));
  label.append(radio, element('span', '', someone.name));
  return label;
}

async function start() {
  personas = await (await fetch('personas.json')).json();
  const link = new URLSearchParams(location.search); // /?q=mouse&persona=Maya shows what it says
  const first = personas.find(({name}) => name === link.get('persona')) || personas[0];
  byId('personas').append(...personas.map(each => personaButton(each, each === first)));
  query.addEventListener('input', changed);
  query.addEventListener('keydown', onKey);
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const item = event.target.closest('li');
    if (item) take(item.dataset.text);
  });
  byId('clear').addEventListener('click', () => {
    query.value = '';
    query.focus();
    changed();
  });
  byId('try').addEventListener('click', event => {
    if (event.target.tagName !== 'BUTTON') return;
    query.value = event.target.textContent;
    query.focus();
    changed();
  });
  typed = link.get('q') || '';
  byId('clear').hidden = typed === '';
  showPersona(first);
}

start();
