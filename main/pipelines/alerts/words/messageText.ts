import type { Zone } from '../../../../shared/domain/zone.ts';
import type { Alert, AlertKind } from '../alert.ts';

const WORDS: Readonly<Record<AlertKind, string>> = {
  failed: 'Failed',
  recovered: 'Recovered',
  late: 'Late',
  succeeded: 'Succeeded',
  asks: 'Asks you',
  stopped: 'Stopped',
};

/** More are counted: nobody reads the fifty-first. */
const SHOWN = 50;
const SUBJECT_LETTERS = 150;

/** One line, whatever is in the titles. */
export function subjectOf(alerts: readonly Alert[]): string {
  const [first] = alerts;
  if (first === undefined) return 'Leadline';
  const more = alerts.length - 1;
  const title = oneLine(first.title);
  const text = more === 0 ? title : `${title} – and ${more} more`;
  return shortened(text, SUBJECT_LETTERS);
}

export interface AlertWords {
  /** `Failed: daily` */
  readonly head: string;
  readonly body: string;
  /** `2026-03-08 09:00 Europe/Berlin` */
  readonly when: string;
}

export function wordsOf(alerts: readonly Alert[], zone: Zone): { shown: AlertWords[]; more: number } {
  const shown = alerts.slice(0, SHOWN).map((alert) => ({
    head: `${WORDS[alert.kind]}: ${oneLine(alert.title)}`,
    body: alert.body.trim(),
    when: wallTime(alert.at, zone),
  }));
  return { shown, more: alerts.length - shown.length };
}

export function plainText(alerts: readonly Alert[], zone: Zone): string {
  const { shown, more } = wordsOf(alerts, zone);
  const parts = shown.map(({ head, body, when }) =>
    [head, when, ...(body === '' ? [] : ['', body])].join('\n'),
  );
  if (more > 0) parts.push(`And ${more} more: see Pipelines in Leadline.`);
  return `${parts.join('\n\n----\n\n')}\n`;
}

export function wallTime(at: string, zone: Zone): string {
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) return at;
  const day = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant);
  return `${day} ${zone}`;
}

/** Line breaks and other controls would begin a new header or hide a part of the line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

export function shortened(text: string, letters: number): string {
  const all = [...text];
  return all.length <= letters ? text : `${all.slice(0, letters - 1).join('')}…`;
}
