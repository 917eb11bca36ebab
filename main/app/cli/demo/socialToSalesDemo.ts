import { fail, ok } from '../../../../shared/errors/failure.ts';
import { MOST_DAYS } from '../../demo/socialToSales/calendar.ts';
import { loadSocialDemo } from '../../demo/socialToSales/loadSocialDemo.ts';
import { writeSocialDemo } from '../../demo/socialToSales/socialDemo.ts';
import type { DemoKind } from './demoKind.ts';
import { seedAsked } from './seedAsked.ts';

export const socialToSalesDemo: DemoKind = {
  name: 'social-to-sales',
  asked(call) {
    if (call.options['rows'] !== undefined)
      return fail('BAD_INPUT', {
        message: 'The demo social-to-sales is always of two years: --rows has no place here.',
        next: 'Leave it out.',
      });
    const seed = seedAsked(call);
    if (!seed.ok) return seed;
    return ok({
      write: (folder, work) => writeSocialDemo(folder, { seed: seed.value, days: MOST_DAYS }, work),
      load: loadSocialDemo,
    });
  },
};
