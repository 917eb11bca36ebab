import type { Zone } from '../../../../shared/domain/zone.ts';
import type { Alert } from '../alert.ts';
import { plainText, shortened, subjectOf } from '../words/messageText.ts';

/** Slack takes 40,000 letters and shows some thousands of them. */
const TEXT_LETTERS = 8_000;

/**
 * Slack takes `<!channel>`, `<@U1>` and `<http://…|text>` for commands and links: with these three written as it asks for, a
 * name or a sentence stays text. Others that speak like Slack call everybody at a bare @channel, which a space without width
 * breaks.
 */
export function inertText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=channel|here|all|everyone|group)/gi, '@\u200B');
}

/** Text alone: every receiver shows it, and nothing in it is read as markup, a name or an address to open. */
export function slackBody(alerts: readonly Alert[], zone: Zone): string {
  const whole = plainText(alerts, zone);
  const text = alerts.length === 1 ? whole : `${subjectOf(alerts)}\n\n${whole}`;
  return JSON.stringify({
    text: shortened(inertText(text.trim()), TEXT_LETTERS),
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
}
