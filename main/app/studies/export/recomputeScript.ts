import { CORRELATING } from './script/correlating.ts';
import { DRAWING } from './script/drawing.ts';
import { PREPARING } from './script/preparing.ts';
import { RANGING } from './script/ranging.ts';
import { READING } from './script/reading.ts';
import { TELLING } from './script/telling.ts';

/**
 * The same text for every finding: what belongs to one lies in the files that it reads. Kept as text in modules and not as a file, so that it is part
 * of every bundle. ASCII, so that it means the same in whatever encoding an R on Windows reads.
 */
export const RECOMPUTE_SCRIPT = [READING, PREPARING, CORRELATING, DRAWING, RANGING, TELLING].join('');
