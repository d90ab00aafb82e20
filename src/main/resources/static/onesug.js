// OneSug's search box: suggestions under an <input>, an ARIA 1.2 combobox. Apache-2.0
// Its options and events: src/docs/front-end.md

const hex = byte => (byte + 256).toString(16).slice(1);
// crypto.randomUUID is missing where a page comes over plain http.
const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join('');
const pageId = randomId(); // of all boxes
const defaults = {endpoint: '/suggest', eventsEndpoint: '/events', limit: 10, debounceMillis: 60};

/** The values that there are, as texts. */
function texts(values) {
  const known = Object.entries(values ?? {}).filter(([, value]) => value != null);
  return Object.fromEntries(known.map(([name, value]) => [name, `${value}`]));
}

/** Shops have numbers where the service reads texts, and texts where it reads numbers. */
function fitting(name, value) {
  if (typeof value === 'number' && /([iI]d|category)$/.test(name)) return `${value}`;
  return value && /^(amount|limit|deadlineMillis)$/.test(name) && !isNaN(value) ? +value : value;
}

function post(url, value, {headers, ...rest}) {
  const json = {...headers, 'Content-Type': 'application/json'};
  return fetch(url, {...rest, method: 'POST', headers: json, body: JSON.stringify(value, fitting)});
}

/** Asks and reports; knows nothing of the page. */
export function suggestClient(options) {
  const o = {...defaults, ...options, clientId: options?.clientId ?? pageId};
  const {id, variant} = texts(o.experiment);
  const memory = new Map(); // answers by their prefixes
  const events = [];
  const seen = new WeakSet(); // answers whose impression was reported
  const boxId = randomId(); // what is typed here supersedes what was typed here
  let seq = 0;
  let quietUntil = 0;
  let memoryUntil = 0;
  let newest;
  let queryId = o.queryId;

  async function fetchAnswer(prefix, signal) {
    seq++;
    const body = o.body?.();
    const fields = {prefix, limit: o.limit, clientId: boxId, seq, ...o.params, ...body};
    const headers = texts({'X-Experiment-Id': id, 'X-Experiment-Variant': variant, ...o.headers});
    // For each URL, browsers ask first whether another origin takes headers: POST has one URL.
    const response = body || Object.keys(headers).length
      ? await post(o.endpoint, fields, {headers, signal})
      : await fetch(`${o.endpoint}?${new URLSearchParams(texts(fields))}`, {signal});
    const wait = response.headers.get('Retry-After');
    if (wait) quietUntil = Date.now() + 1000 * (parseInt(wait) || 1);
    const answer = await response.json();
    if (!response.ok) throw answer;
    return answer;
  }

  /** The answer; null: none to be had; undefined: something newer was asked meanwhile. */
  async function ask(prefix) {
    newest?.abort();
    const mine = newest = new AbortController();
    if (Date.now() > memoryUntil) forget();
    let answer = memory.get(prefix);
    if (!answer) {
      const wait = Math.max(o.debounceMillis, quietUntil - Date.now());
      await new Promise(done => setTimeout(done, wait));
      if (mine !== newest) return;
      try {
        answer = await fetchAnswer(prefix, mine.signal);
      } catch (problem) {
        answer = null;
        if (mine === newest) o.onProblem?.(problem, o.endpoint);
      }
      if (mine !== newest) return;
      // What an empty box shows is there to be new.
      if (answer && !answer.degraded && prefix.trim()) memory.set(prefix, answer);
    }
    return answer;
  }

  /** All of it at once; what a shop blocks is soon gone. */
  function forget() {
    memory.clear();
    memoryUntil = Date.now() + 45_000;
  }

  /** Reports an event; those of one moment travel together, and outlive the page. */
  function report(action, fields, attributes) {
    if (!o.eventsEndpoint) return;
    if (!events.length) queueMicrotask(flush);
    events.push({
      event_id: randomId(), action_name: action, timestamp: new Date(), client_id: o.clientId,
      ...o.event, ...fields, event_attributes: {experiment: id, variant, ...attributes},
    });
  }

  async function flush() {
    try {
      const response = await post(o.eventsEndpoint, events.splice(0), {headers: texts(o.headers), keepalive: true});
      if (!response.ok) throw await response.json();
    } catch (problem) {
      o.onProblem?.(problem, o.eventsEndpoint);
    }
  }

  function reportShown(answer, typed) {
    if (seen.has(answer)) return;
    seen.add(answer);
    report('impression', {query_id: answer.requestId, user_query: typed}, {
      shown: answer.suggestions.map(({text}) => text), model_version: answer.model.version, took_millis: answer.tookMillis,
    });
  }

  function reportChosen(answer, typed, i) {
    reportShown(answer, typed);
    report('click', {query_id: answer.requestId, user_query: typed},
      {object: {object_id: answer.suggestions[i].text}, position: {ordinal: i + 1}});
  }

  /** The id of the search; the answer is the last that was shown, if there was one. */
  function reportSearch(query, answer) {
    forget(); // a search may change what is suggested next
    queryId = randomId();
    // The service refuses longer ones, and counts as NFKC has it.
    const text = [...query.normalize('NFKC')].slice(0, 128).join('');
    report('search', {query_id: queryId, user_query: text}, {suggest_request_id: answer?.requestId});
    return queryId;
  }

  function reportItem(action, id, amount) {
    if (queryId) report(action, {query_id: queryId}, {object: {object_id: id}, amount});
  }

  return {
    options: o, ask, reportShown, reportChosen, reportSearch, forget,
    stop: () => newest = newest?.abort(),
    itemClick: id => reportItem('item_click', id),
    order: (id, amount) => reportItem('order', id, amount),
  };
}

/** The text with its typed parts marked; it only ever becomes text nodes. */
function highlighted({text, highlight}) {
  const line = document.createElement('span');
  let end = 0;
  for (const span of highlight) {
    const mark = document.createElement('mark');
    mark.append(text.slice(span.start, span.end));
    line.append(text.slice(end, span.start), mark);
    end = span.end;
  }
  line.append(text.slice(end));
  return line;
}

/** Makes an input suggest. */
export function oneSug(input, options) {
  const client = suggestClient(options);
  const {options: o, ask, stop} = client;
  const list = document.createElement('ul');
  const status = document.createElement('div'); // heard, not seen
  const life = new AbortController();
  const none = {suggestions: []};
  let typed; // while the arrows show a suggestion in the input
  let answer = none; // whose suggestions the list has
  let asked; // what was typed for it
  let selected = -1;
  let picked; // what the arrows brought last, until the text is edited
  let timer;

  const on = (node, type, then) => node?.addEventListener(type, then, {signal: life.signal});
  const set = (node, values) => Object.entries(values).forEach(([name, value]) =>
    value === null ? node.removeAttribute(name) : node.setAttribute(name, value));

  /** The input's text counts as typed from now on. */
  async function changed() {
    if (life.signal.aborted) return;
    select(-1);
    typed = input.value;
    if (picked?.text !== typed) picked = undefined;
    const next = await ask(typed);
    if (next === undefined || life.signal.aborted) return;
    show(next ?? none);
    if (next) o.onAnswer?.(next);
  }

  function show(next) {
    answer = next;
    asked = typed;
    list.replaceChildren(...answer.suggestions.map(option));
    open(o.inline || input.matches(':focus'));
  }

  function option(suggestion, i) {
    const item = document.createElement('li');
    set(item, {role: 'option', id: list.id + i, 'aria-selected': false});
    item.append(highlighted(suggestion));
    o.render?.(item, suggestion);
    return item;
  }

  function open(wanted) {
    const count = wanted ? answer.suggestions.length : 0;
    list.hidden = !count;
    set(input, {'aria-expanded': !!count});
    status.textContent = count ? o.say?.(count) ?? `${count} suggestions` : '';
    select(-1);
    clearTimeout(timer);
    if (count) timer = setTimeout(impression, 800);
  }

  function select(i) {
    list.children[selected]?.setAttribute('aria-selected', false);
    selected = i;
    const item = list.children[i];
    item?.setAttribute('aria-selected', true);
    item?.scrollIntoView({block: 'nearest'});
    set(input, {'aria-activedescendant': item?.id ?? ''});
  }

  function impression() {
    if (!list.hidden) client.reportShown(answer, asked);
  }

  function choose(i) {
    const suggestion = answer.suggestions[i];
    client.reportChosen(answer, asked, i);
    input.value = suggestion.text;
    const searches = o.onSelect?.(suggestion) !== false;
    typed = input.value;
    close();
    if (!searches) return;
    if (input.form) input.form.requestSubmit();
    else search();
  }

  function search(event) {
    const query = input.value.trim();
    stop();
    if (query) {
      impression();
      if (picked?.text === query) { // sent with the form's button
        answer = picked.answer;
        client.reportChosen(answer, picked.asked, picked.place);
      }
      picked = undefined;
      const queryId = client.reportSearch(query, answer);
      o.onSearch?.(query, queryId, event);
    }
    show(none);
  }

  function move(step) {
    if (list.hidden && asked !== typed) return changed(); // the list is of another text
    const places = answer.suggestions.length + 1; // the last is the input itself
    stop(); // this list stays
    if (list.hidden) open(true);
    select((selected + 1 + step + places) % places - 1);
    const text = answer.suggestions[selected]?.text;
    picked = text && {text, answer, asked, place: selected};
    input.value = text ?? typed;
    if (!text && asked !== typed) changed();
  }

  function close() {
    stop();
    picked = undefined;
    input.value = typed;
    open(false);
  }

  function onKey(event) {
    const {key} = event;
    if (event.isComposing || event.keyCode === 229) return; // belongs to the input method
    if (key === 'Escape') stop(); // what is on its way opens no list
    const step = {ArrowDown: 1, ArrowUp: -1}[key];
    if (step && answer.suggestions.length) move(step);
    else if (key === 'Enter' && selected >= 0) choose(selected);
    else if (key === 'Enter' && !input.form) search();
    else if (key === 'Escape' && !list.hidden) close();
    else {
      if (selected >= 0 && /^(Home|End|Arrow(Left|Right))$/.test(key)) changed();
      return;
    }
    event.preventDefault();
  }

  list.id = `onesug-${randomId()}-`;
  list.hidden = true;
  set(list, {role: 'listbox', 'aria-label': o.label ?? 'Suggestions'});
  set(status, {role: 'status'});
  status.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  const combobox = {
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': false,
    'aria-activedescendant': '', autocomplete: 'off',
  };
  const before = Object.fromEntries(Object.keys(combobox).map(name => [name, input.getAttribute(name)]));
  set(input, combobox);
  input.after(list, status);
  on(input, 'input', changed); // while an input method composes, too: phones compose every word
  on(input, 'keydown', onKey);
  on(input, 'focus', changed);
  on(input, 'blur', () => {
    if (o.inline) return;
    stop();
    open(false);
  });
  on(input.form, 'submit', search);
  on(list, 'mousedown', event => event.preventDefault()); // the input keeps the focus
  on(list, 'click', event => {
    const i = [...list.children].indexOf(event.target.closest('li'));
    if (i >= 0) choose(i);
  });
  if (o.inline || input.matches(':focus')) changed();

  return {
    ask: changed,
    refresh() {
      client.forget();
      changed();
    },
    itemClick: client.itemClick,
    order: client.order,
    destroy() {
      stop();
      clearTimeout(timer);
      life.abort();
      list.remove();
      status.remove();
      set(input, before);
    },
  };
}
