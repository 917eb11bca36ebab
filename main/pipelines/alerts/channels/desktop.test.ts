import { expect, test } from 'vitest';
import { Zone } from '../../../../shared/domain/zone.ts';
import { createFakeClock } from '../../testing/fakeClock.ts';
import type { Alert } from '../alert.ts';
import { createDesktopChannel } from './desktop.ts';

const AT = '2026-05-04T12:00:00.000Z';

function alert(title: string, body: string): Alert {
  return { dedupe: title, kind: 'failed', pipeline: null, run: null, title, body, at: AT };
}

test('one alert shows its sentence, several their names, and neither fills the screen', async () => {
  const notes: { title: string; body: string }[] = [];
  const channel = createDesktopChannel('desk', {
    notify: (note) => notes.push(note),
    zone: () => Zone.parse('UTC'),
    clock: createFakeClock({ at: AT }),
  });
  const send = (alerts: readonly Alert[]) => channel.send({ id: '1', alerts }, new AbortController().signal);
  expect(await send([alert('daily', 'It stopped.')])).toEqual({
    ok: true,
    value: { answer: 'handed to the desktop', tookMs: 0 },
  });
  await send([alert('daily', 'It stopped.'), alert('weekly', 'x')]);
  await send([alert('daily', 'y'.repeat(9_000))]);
  await send(Array.from({ length: 80 }, (_, index) => alert(`p${index}`, '')));
  expect(notes.slice(0, 2)).toEqual([
    { title: 'Failed: daily', body: 'It stopped.' },
    { title: 'daily – and 1 more', body: 'Failed: daily\nFailed: weekly' },
  ]);
  expect(notes[2]?.body).toHaveLength(300);
  expect(notes[3]?.title).toBe('p0 – and 79 more');
  expect(notes[3]?.body.endsWith('…\nand 30 more')).toBe(true);
});
