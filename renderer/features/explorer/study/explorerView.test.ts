import { expect, it } from 'vitest';
import { AS_THE_STUDY } from '../../../../shared/domain/pairToggles.ts';
import { addressOf, type ExplorerView, viewAt } from './explorerView.ts';

const hashOf = (view: ExplorerView) => addressOf(view).slice('/explorer'.length);

it('writes everything that is looked at into the address and reads it back, whatever names hold', () => {
  const view: ExplorerView = {
    ...{ study: 'social', signal: 'tiktok: cat & dog = ♥', outcome: '#1 mug', lead: -3 },
    ...{ from: '2026-01-01', to: '2026-02-01', search: 'a+b %', verdict: 'no evidence' },
    ...{ about: { platform: 'Tik Tok', category: '__proto__' }, heat: 'trend-product' },
    toggles: { ...AS_THE_STUDY, season: false, changes: true },
  };
  expect(viewAt(hashOf(view))).toEqual(view);
  const none = { log: false, season: false, causes: false, whiten: false, ranks: false, changes: false };
  expect(viewAt(hashOf({ ...view, toggles: none })).toggles).toEqual(none);
});

it('says nothing of what is as usual, and takes what is written wrongly for nothing', () => {
  const usual = viewAt('');
  expect(usual).toMatchObject({ study: null, signal: null, lead: null, from: '', toggles: AS_THE_STUDY });
  expect(addressOf(usual)).toBe('/explorer#');
  const wrong = viewAt('#signal=&lead=1e9&verdict=sure&lead=2&about.platform=');
  expect(wrong).toMatchObject({ signal: null, lead: null, verdict: null, about: {} });
  expect(viewAt('#lead=12').lead).toBe(12);
});
