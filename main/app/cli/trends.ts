import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { TrendsDesk } from '../trends/trendsDesk.ts';
import type { Answer, Command, Invocation } from './command.ts';
import { interruptible } from './interrupt.ts';
import { withReadableWarehouse, withWarehouse } from './withWarehouse.ts';

type Ask = (call: Invocation, words: readonly string[]) => Promise<Result<Answer>>;

const ASKED: Readonly<Record<string, { readonly words: number; readonly ask: Ask }>> = {
  sort: { words: 0, ask: sort },
  inbox: { words: 0, ask: inbox },
  links: { words: 0, ask: links },
  correct: { words: 2, ask: correct },
  accept: { words: 2, ask: (call, words) => decide(call, words, 'accepted') },
  reject: { words: 2, ask: (call, words) => decide(call, words, 'rejected') },
};

export const trendsCommand: Command = {
  name: 'trends',
  summary: 'sort trends into categories, propose which products they are about, and decide about both',
  usage:
    'trends sort | inbox | links | correct TREND CATEGORY | accept TREND PRODUCT | reject TREND PRODUCT   [--all] [--workspace DIR] [--json]',
  help: `
Works as trends.yml says. sort reads trends and products, and writes what it makes of them into the two relations named
there, which the models take at the next build. inbox prints the trends that wait for a category, the one whose answer
teaches most first; links the products that trends may be about, with the reasons. What you decide is kept in
seeds/category_corrections.csv and seeds/affiliation_decisions.csv, and holds until you say otherwise.

  --all  inbox and links also print what needs no answer`,
  words: [1, 3],
  options: { all: { type: 'boolean' } },
  async run(call) {
    const [what = '', ...words] = call.words;
    const asked = Object.hasOwn(ASKED, what) ? ASKED[what] : undefined;
    if (asked !== undefined && asked.words === words.length) return asked.ask(call, words);
    return fail('BAD_INPUT', {
      message:
        asked === undefined ? `trends can't ${what}.` : `trends ${what} takes ${asked.words || 'no'} words.`,
      next: `Write: npm run -s leadline -- ${trendsCommand.usage.split('   ')[0]}`,
    });
  },
};

function sort(call: Invocation): Promise<Result<Answer>> {
  return withWarehouse(call, async ({ warehouse: { store } }) => {
    const { sortTrends } = await import('../trends/sortTrends.ts');
    const { sortingWords } = await import('../trends/sort/sortingWords.ts');
    return interruptible(call, async (signal) => {
      const done = await sortTrends(
        { store, folder: call.workspace, clock: () => new Date() },
        { signal, report: () => undefined },
      );
      if (!done.ok) return done;
      const told = done.value.problems.map(({ file, line, message }) => `${file}, line ${line}: ${message}`);
      return ok({ data: done.value, text: [sortingWords(done.value), ...told].join('\n') });
    });
  });
}

function inbox(call: Invocation): Promise<Result<Answer>> {
  return beside(call, async (desk, store) => {
    const which = call.options['all'] === true ? 'all' : 'asking';
    const found = await desk.inbox(store, { which, skip: 0, take: 500 });
    const { inboxText } = await import('./trends/trendsText.ts');
    return found.ok ? ok({ data: found.value, text: inboxText(found.value) }) : found;
  });
}

function links(call: Invocation): Promise<Result<Answer>> {
  return beside(call, async (desk, store) => {
    const which = call.options['all'] === true ? 'all' : 'proposed';
    const found = await desk.links(store, { which, search: '', skip: 0, take: 500 });
    const { linksText } = await import('./trends/trendsText.ts');
    return found.ok ? ok({ data: found.value, text: linksText(found.value) }) : found;
  });
}

function correct(call: Invocation, [trend = '', category = '']: readonly string[]): Promise<Result<Answer>> {
  return beside(call, async (desk, store) => {
    const done = await desk.correct(store, { trend, category });
    if (!done.ok) return done;
    return ok({ data: done.value, text: `${trend} is ${category.toLowerCase()}. ${NEXT}` });
  });
}

function decide(
  call: Invocation,
  [trend = '', product = '']: readonly string[],
  decision: 'accepted' | 'rejected',
): Promise<Result<Answer>> {
  return beside(call, async (desk, store) => {
    const done = await desk.decide(store, { trend, product, decision });
    if (!done.ok) return done;
    return ok({ data: done.value, text: `${trend} and ${product}: ${decision}. ${NEXT}` });
  });
}

const NEXT = 'Sort and build to take it into the models.';

/** Decisions are files: they are made beside whoever holds the warehouse. */
function beside(
  call: Invocation,
  ask: (desk: TrendsDesk, store: Parameters<TrendsDesk['state']>[0]) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withReadableWarehouse(call, async ({ store }) => {
    const { createTrendsDesk } = await import('../trends/trendsDesk.ts');
    return ask(
      createTrendsDesk(call.workspace, () => new Date()),
      store,
    );
  });
}
