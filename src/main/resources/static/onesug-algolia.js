// OneSug as a source of Algolia's autocomplete: autocomplete({container, plugins: [oneSugPlugin()]}). Apache-2.0
// Its options are those of onesug.js (src/docs/front-end.md).
import {suggestClient} from './onesug.js';

/** The text with its typed parts marked, made as Algolia's templates are. */
function highlighted({text, highlight}, createElement) {
  const parts = [];
  let end = 0;
  for (const span of highlight) {
    parts.push(text.slice(end, span.start), createElement('mark', {}, text.slice(span.start, span.end)));
    end = span.end;
  }
  return createElement('span', {}, ...parts, text.slice(end));
}

/** A plugin with one source, which asks, and reports what was shown, chosen and searched. */
export function oneSugPlugin(options) {
  const client = suggestClient(options);
  let answer = null;
  let asked = '';
  let timer;

  async function getItems({query}) {
    const next = await client.ask(query);
    if (next !== undefined) {
      answer = next;
      asked = query;
    }
    return answer?.suggestions ?? [];
  }

  function search(query, event) {
    clearTimeout(timer);
    const queryId = client.reportSearch(query, answer);
    answer = null;
    client.options.onSearch?.(query, queryId, event);
  }

  const source = {
    sourceId: 'onesug',
    getItems,
    getItemInputValue: ({item}) => item.text,
    onSelect({item, event}) {
      const i = answer?.suggestions.indexOf(item) ?? -1;
      if (i >= 0) client.reportChosen(answer, asked, i);
      if (client.options.onSelect?.(item) !== false) search(item.text, event);
    },
    templates: {item: ({item, createElement}) => highlighted(item, createElement)},
  };

  return {
    name: 'onesug',
    getSources: () => [source],
    onStateChange({state}) {
      clearTimeout(timer);
      if (state.isOpen && answer) timer = setTimeout(() => client.reportShown(answer, asked), 800);
    },
    onSubmit({state, event}) {
      const query = state.query.trim();
      if (query) search(query, event);
    },
    itemClick: client.itemClick,
    order: client.order,
  };
}
