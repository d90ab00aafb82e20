import {oneSug} from './onesug.js';

const byId = id => document.getElementById(id);
const query = byId('query');

let persona = null;
let box = null;

/** A new element; text only ever becomes a text node. */
function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function show(answer) {
  const from = answer.explain && answer.explain.cached ? 'from the cache ' : '';
  const why = answer.degraded ? ` · without the model: ${answer.degraded}` : '';
  byId('status').textContent =
    `${answer.suggestions.length} suggestions ${from}in ${answer.tookMillis.toFixed(1)} ms` +
    ` · model ${answer.model.version}${why}`;
  explain(answer.explain);
}

/** A problem document, or what the network threw. */
function showProblem(problem) {
  byId('status').textContent = problem.detail || 'The service does not answer; the next key tries again.';
}

/** The service may be told to explain nothing: there is no panel then. */
function explain(how) {
  byId('hint').hidden = Boolean(how);
  byId('steps').hidden = !how;
  byId('how').hidden = !how;
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

function showPersona(chosen) {
  persona = chosen;
  showHistory();
  box?.refresh();
}

function showHistory() {
  const searches = persona.history.length ? ` Searched lately: ${persona.history.join(', ')}.` : '';
  byId('about').textContent = persona.about + searches;
}

/** As in a shop: what a person searches is part of their history from then on. */
function searched(text) {
  persona.history = [text, ...persona.history.filter(each => each !== text)].slice(0, 10);
  showHistory();
  byId('status').textContent = `“${text}” was searched. It is part of what the model knows about this person now.`;
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

/** For the eye: a screen reader says the suggestion alone. */
function showSource(item, {source}) {
  const label = element('span', `source ${source}`, source);
  label.setAttribute('aria-hidden', 'true');
  item.append(label);
}

function type(text) {
  query.value = text;
  query.focus();
  box.ask();
}

async function start() {
  const personas = await (await fetch('personas.json')).json();
  const link = new URLSearchParams(location.search); // /?q=mouse&persona=Maya shows what it says
  const first = personas.find(({name}) => name === link.get('persona')) || personas[0];
  byId('personas').append(...personas.map(each => personaButton(each, each === first)));
  showPersona(first);
  query.value = query.value || link.get('q') || '';
  box = oneSug(query, {
    endpoint: 'suggest',
    eventsEndpoint: 'events',
    inline: true,
    body: () => ({history: persona.history, profile: persona.profile, explain: true}),
    render: showSource,
    onAnswer: show,
    onProblem: (problem, endpoint) => endpoint === 'suggest' && showProblem(problem),
    onSearch: searched,
  });
  byId('clear').addEventListener('click', () => type(''));
  byId('try').addEventListener('click', event => {
    if (event.target.tagName === 'BUTTON') type(event.target.textContent);
  });
}

start();
