import { describe, expect, it } from 'vitest';
import { answerOf, component, makingOf, NO_SLICE } from '../../../../test/sources/declarative/standIns.ts';
import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Answer, Asking } from '../parts.ts';

const BASE = {
  type: 'AsyncRetriever',
  record_selector: { type: 'RecordSelector', extractor: { type: 'DpathExtractor', field_path: [] } },
  status_mapping: {
    running: ['QUEUED', 'WORKING'],
    completed: ['DONE'],
    failed: ['BROKEN', 'FATAL'],
    timeout: ['LATE'],
    skipped: ['EMPTY'],
  },
  status_extractor: { type: 'DpathExtractor', field_path: ['status'] },
  download_target_extractor: { type: 'DpathExtractor', field_path: ['files', '*'] },
  creation_requester: { type: 'HttpRequester', name: 'create' },
  polling_requester: { type: 'HttpRequester', name: 'poll' },
  download_requester: { type: 'HttpRequester', name: 'download' },
};

function gone(): Trouble {
  return new Trouble('system', { code: 'SOURCE_FAILED', message: 'gone', next: '', retry: false });
}

/** A vendor whose n-th report goes through the n-th list of statuses. */
function vendor(reports: readonly (readonly string[])[], written: object = {}, first = 0) {
  const log: string[] = [];
  const polls = new Map<number, number>();
  const lost = new Set<number>();
  let made = first;
  const idOf = ({ more }: Asking) => Number((more?.['creation_response'] as JsonObject | undefined)?.['id']);
  const requesters = {
    create: {
      async ask(): Promise<Answer> {
        made += 1;
        log.push(`create ${made}`);
        return answerOf({ id: made }, [['X-Job', String(made)]]);
      },
    },
    poll: {
      async ask(asking: Asking): Promise<Answer> {
        const id = idOf(asking);
        const count = polls.get(id) ?? 0;
        polls.set(id, count + 1);
        const list = reports[id - 1] ?? ['DONE'];
        const status = list[Math.min(count, list.length - 1)] ?? 'DONE';
        if (status === 'GONE') {
          throw gone();
        }
        log.push(`poll ${id} ${status}`);
        return answerOf({ status, files: ['a', 'b'] });
      },
    },
    download: {
      async ask(asking: Asking): Promise<Answer> {
        const { more } = asking;
        if (lost.has(idOf(asking))) {
          log.push(`lost ${idOf(asking)}`);
          throw gone();
        }
        log.push(`download ${more?.['download_target']}`);
        return answerOf([
          { file: more?.['download_target'] ?? null, n: 1 },
          { file: more?.['download_target'] ?? null, n: 2 },
        ]);
      },
    },
    abort: {
      async ask(asking: Asking) {
        log.push(`abort ${idOf(asking)}`);
        return null;
      },
    },
    delete: {
      async ask(asking: Asking) {
        log.push(`delete ${idOf(asking)}`);
        return null;
      },
    },
    url: {
      async ask({ more }: Asking) {
        log.push('url');
        return answerOf({
          files: [`of ${(more?.['polling_response'] as JsonObject | undefined)?.['status']}`],
        });
      },
    },
  };
  const { making, world } = makingOf(requesters);
  const retriever = making.make('retriever', component({ ...BASE, ...written }));
  const read = async (resume?: Json, stopAfter = Infinity) => {
    const records: JsonObject[] = [];
    const places: Json[] = [];
    const signal = new AbortController().signal;
    let pages = 0;
    for await (const page of retriever.pages(NO_SLICE, { signal, resume, cursor: null })) {
      records.push(...page.records);
      if (page.resume !== undefined) places.push(JSON.parse(JSON.stringify(page.resume)));
      pages += 1;
      if (pages >= stopAfter) break;
    }
    return { records, places };
  };
  return { read, log, world, lost };
}

const ALL = ['a', 'b'].flatMap((file) => [1, 2].map((n) => ({ file, n })));

describe('a report', () => {
  it('is asked for, polled every five seconds and downloaded', async () => {
    const { read, log, world } = vendor([['QUEUED', 'WORKING', 'DONE']]);
    expect((await read()).records).toEqual(ALL);
    expect(log).toEqual([
      'create 1',
      'poll 1 QUEUED',
      'poll 1 WORKING',
      'poll 1 DONE',
      'download a',
      'download b',
    ]);
    expect(world.waited).toEqual([5, 5, 5]);
  });

  it('that failed is asked for again, three times in all', async () => {
    const twice = vendor([['BROKEN'], ['QUEUED', 'BROKEN'], ['DONE']]);
    expect((await twice.read()).records).toEqual(ALL);
    expect(twice.log.filter((line) => line.startsWith('create'))).toHaveLength(3);
    const always = vendor([['BROKEN'], ['BROKEN'], ['BROKEN']], { failed_retry_wait_time_in_seconds: 12 });
    await expect(always.read()).rejects.toMatchObject({ kind: 'system', message: /3 times.*BROKEN/ });
    expect(always.world.waited).toEqual([5, 15, 5, 15, 5]);
  });

  it('that takes too long is stopped', async () => {
    const late = vendor([['QUEUED'], ['LATE'], ['DONE']], {
      polling_job_timeout: 1,
      abort_requester: { type: 'HttpRequester', name: 'abort' },
      delete_requester: { type: 'HttpRequester', name: 'delete' },
    });
    expect((await late.read()).records).toEqual(ALL);
    expect(late.log.filter((line) => /abort|create|delete/.test(line))).toEqual([
      'create 1',
      'abort 1',
      'create 2',
      'abort 2',
      'create 3',
      'delete 3',
    ]);
  });

  it('with nothing in it has no records; an unknown status is an error that names it', async () => {
    expect((await vendor([['EMPTY']]).read()).records).toEqual([]);
    await expect(vendor([['ODD']]).read()).rejects.toMatchObject({ kind: 'system', message: /"ODD"/ });
  });

  it('may say where it lies only when asked, or need no saying', async () => {
    const asked = vendor([['DONE']], { download_target_requester: { type: 'HttpRequester', name: 'url' } });
    expect((await asked.read()).records.map(({ file }) => file)).toEqual(['of DONE', 'of DONE']);
    expect(asked.log).toContain('url');
    const plain = vendor([['DONE']], { download_target_extractor: null });
    expect((await plain.read()).records.map(({ file }) => file)).toEqual(['', '']);
  });
});

describe('a report that was asked for before', () => {
  it('is polled on, not asked for anew', async () => {
    const begun = vendor([['QUEUED']]);
    const { places } = await begun.read(undefined, 1);
    expect(begun.log).toEqual(['create 1']);
    const later = vendor([['QUEUED', 'DONE']]);
    expect((await later.read(places[0])).records).toEqual(ALL);
    expect(later.log).toEqual(['poll 1 QUEUED', 'poll 1 DONE', 'download a', 'download b']);
  });

  it('is downloaded from the file after the last committed one', async () => {
    const begun = vendor([['DONE']]);
    const { places, records } = await begun.read(undefined, 3);
    expect(records).toEqual(ALL.slice(0, 2));
    const later = vendor([['DONE']]);
    expect((await later.read(places.at(-1))).records).toEqual(ALL.slice(2));
    expect(later.log).toEqual(['poll 1 DONE', 'download b']);
  });

  it('is asked for anew when it can’t be downloaded any more', async () => {
    const begun = vendor([['DONE']]);
    const { places } = await begun.read(undefined, 1);
    const later = vendor([['DONE'], ['DONE']], {}, 1);
    later.lost.add(1);
    expect((await later.read(places[0])).records).toEqual(ALL);
    expect(later.log).toEqual([
      'poll 1 DONE',
      'lost 1',
      'create 2',
      'poll 2 DONE',
      'download a',
      'download b',
    ]);
    expect(later.world.said).toHaveLength(1);
  });

  it('and is gone is asked for again', async () => {
    const made = { job: { creation: { id: 1 }, at: 0, attempt: 1, throttled: 0 }, targets: 1 };
    const gone = vendor([['GONE', 'DONE']]);
    expect((await gone.read(made)).records).toEqual(ALL);
    expect(gone.log.slice(0, 2)).toEqual(['create 1', 'poll 1 DONE']);
    expect((await vendor([['DONE']]).read({ odd: true })).records).toEqual(ALL);
  });
});

describe('a failure within seconds of being asked for', () => {
  const throttle = {
    'leadline.fatal_as_throttle': { statuses: ['FATAL'], within_seconds: 30, wait_seconds: 60, most: 2 },
  };

  it('is waited out, longer each time, and is no attempt', async () => {
    const { read, log, world } = vendor([['FATAL'], ['FATAL'], ['BROKEN'], ['DONE']], throttle);
    expect((await read()).records).toEqual(ALL);
    expect(log.filter((line) => line.startsWith('create'))).toHaveLength(4);
    expect(world.waited).toEqual([5, 60, 5, 120, 5, 5]);
    expect(world.said).toHaveLength(2);
  });

  it('is a failure when it came late, or too often', async () => {
    const late = vendor([[...Array(9).fill('QUEUED'), 'FATAL'], ['DONE']], throttle);
    await late.read();
    expect(late.world.waited).toEqual(Array(11).fill(5));
    const often = vendor(Array(9).fill(['FATAL']), throttle);
    await expect(often.read()).rejects.toMatchObject({ kind: 'system' });
    expect(often.log.filter((line) => line.startsWith('create'))).toHaveLength(5);
  });
});
