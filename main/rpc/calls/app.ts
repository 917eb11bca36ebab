import { os } from '../implementer.ts';

export const appCalls = {
  info: os.app.info.handler(({ context }) => context.info()),
  doctor: os.app.doctor.handler(({ context }) => context.doctor()),
};
