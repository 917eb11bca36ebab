import * as z from 'zod';

/** What the desktop's menu and tray may ask of the page: to show something or to go somewhere, nothing else. */
export const PageCommand = z.enum([
  'open-workspace',
  'new-workspace',
  'close-workspace',
  'settings',
  'palette',
  'shortcuts',
  'back',
  'forward',
]);
export type PageCommand = z.infer<typeof PageCommand>;
