import type { Zone } from '../../../../shared/domain/zone.ts';
import { ok } from '../../../../shared/errors/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Channel } from '../alert.ts';
import { shortened, subjectOf, wordsOf } from '../words/messageText.ts';

const BODY_LETTERS = 300;

export interface DesktopTools {
  /** Of the host that the core runs in. */
  notify(note: { title: string; body: string }): void;
  zone(): Zone;
  readonly clock: Clock;
}

/** The system shows it or, in its own quiet mode, doesn't: it tells nobody which. */
export function createDesktopChannel(name: string, { notify, zone, clock }: DesktopTools): Channel {
  return {
    name,
    kind: 'desktop',
    async send({ alerts }) {
      const from = clock.monotonic();
      const { shown, more } = wordsOf(alerts, zone());
      const [first] = shown;
      const body = shown.length === 1 ? (first?.body ?? '') : shown.map(({ head }) => head).join('\n');
      const rest = more > 0 ? `\nand ${more} more` : '';
      notify({
        title: shown.length === 1 ? (first?.head ?? 'Leadline') : subjectOf(alerts),
        body: `${shortened(body, BODY_LETTERS)}${rest}`,
      });
      return ok({ answer: 'handed to the desktop', tookMs: clock.monotonic() - from });
    },
  };
}
