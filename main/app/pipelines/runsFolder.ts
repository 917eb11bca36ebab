import { join } from 'node:path';
import { DATA_FOLDER } from '../../workspace/dataFolder.ts';

/** Where steps' logs lie in a workspace. */
export const RUNS_FOLDER = join(DATA_FOLDER, 'runs');
