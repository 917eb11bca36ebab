import { createParser } from './parseModels.ts';

/** A process of its own: its code isn't warm either. */
const { ms, models } = await createParser(process.argv[2] ?? '')();
console.log(JSON.stringify({ ms, models }));
