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
  let shown = {items: []}; // what the panel has: an answer, what was typed for it, its items
  let timer;

  /** An item knows where it is from: the autocomplete copies it, and asks for its text before it says that it was chosen. */
  async function getItems({query}) {
    const answer = await client.ask(query);
    if (answer !== undefined) {
      const items = (answer?.suggestions ?? []).map((suggestion, place) => ({...suggestion, answer, asked: query, place}));
      shown = {answer, asked: query, items};
      if (answer) client.options.onAnswer?.(answer);
    }
    return shown.items;
  }

  function search(query, answer, event) {
    client.stop();
    clearTimeout(timer);
    const queryId = client.reportSearch(query, answer);
    shown = {items: []};
    client.options.onSearch?.(query, queryId, event);
  }

  const source = {
    sourceId: 'onesug',
    getItems,
    getItemInputValue: ({item}) => item.text,
    onSelect({item, event}) {
      client.reportChosen(item.answer, item.asked, item.place);
      if (client.options.onSelect?.(item) !== false) search(item.text, item.answer, event);
    },
    templates: {item: ({item, createElement}) => highlighted(item, createElement)},
  };

  const impression = ({answer, asked}) => client.reportShown(answer, asked);
  const isSeen = state => state.isOpen && shown.items.length;

  return {
    name: 'onesug',
    getSources: () => [source],
    onStateChange({state}) {
      clearTimeout(timer);
      if (isSeen(state)) timer = setTimeout(impression, 800, shown);
    },
    onSubmit({state, event}) {
      const query = state.query.trim();
      if (!query) return;
      if (isSeen(state)) impression(shown);
      search(query, shown.answer, event);
    },
    itemClick: client.itemClick,
    order: client.order,
  };
}
