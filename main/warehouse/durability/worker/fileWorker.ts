import { fail } from '../../../../shared/errors/failure.ts';
import { findParent } from '../../sqlite/worker/parent.ts';
import { fileFailure } from '../fileFailure.ts';
import { inspect } from './inspect.ts';
import { namesInBytes } from './namesInBytes.ts';
import { refill } from './refill.ts';
import { salvage } from './salvage.ts';
import type { Asked, Told } from './tasks.ts';
import { unlisted } from './unlisted.ts';

function perform(asked: Asked, tell: (told: Told) => void): unknown {
  switch (asked.task) {
    case 'inspect':
      return inspect(asked.ask);
    case 'salvage':
      return salvage(asked.ask, tell);
    case 'refill':
      return refill(asked.ask);
    case 'unlisted':
      return unlisted(asked.ask);
    case 'names':
      return namesInBytes(asked.ask);
  }
}

const DOING: Readonly<Record<Asked['task'], string>> = {
  inspect: 'check the file',
  salvage: 'save what can be read of the file',
  refill: 'fill in from the backup',
  unlisted: 'compare the rows with the ledger',
  names: 'look for the names of relations',
};

function answer(asked: Asked, tell: (told: Told) => void): void {
  try {
    tell({ answer: { ok: true, value: perform(asked, tell) } });
  } catch (error) {
    const subject = 'target' in asked.ask ? asked.ask.target : asked.ask.file;
    const failure = fileFailure(error, DOING[asked.task], subject);
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({
      answer: {
        ok: false,
        failure:
          failure ??
          fail('INTERNAL', {
            message: `Leadline could not ${DOING[asked.task]}: ${why.slice(0, 2000)}`,
            next: 'Try again; if it happens again, report it with the log.',
            subject,
          }).failure,
      },
    });
  }
}

const parent = findParent();
parent.listen((asked) => answer(asked as Asked, (told) => parent.say(told)));
