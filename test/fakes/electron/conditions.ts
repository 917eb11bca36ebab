/** What a test decides about the machine before the program starts; it travels in one environment variable. */
export interface Conditions {
  /** The folder that `app.getAppPath()` answers. */
  readonly root: string;
  readonly packaged: boolean;
  /** The first is the primary one. */
  readonly displays: readonly { x: number; y: number; width: number; height: number }[];
}

export const CONDITIONS = 'STAND_IN_CONDITIONS';

export function readConditions(env: NodeJS.ProcessEnv): Conditions {
  const text = env[CONDITIONS];
  if (!text) throw new Error(`The stand-in is started by its driver, which sets ${CONDITIONS}.`);
  return JSON.parse(text) as Conditions;
}
