import type { Environment } from '../../../jinja/jinja.ts';
import { Fault, TemplateError } from '../../../jinja/templateError.ts';
import { Callable } from '../../../jinja/value.ts';
import type { DocBlock } from '../nodes.ts';
import type { Place, ProblemList } from '../problem.ts';
import { toPlain } from '../render/values.ts';
import { holdsTemplate } from '../yaml/renderYaml.ts';

/** Descriptions with their `doc()` blocks put in. */
export interface Descriptions {
  render(text: string, place: Place, packageName: string): Promise<string>;
}

export function createDescriptions(
  environment: Environment,
  docs: readonly DocBlock[],
  rootPackage: string,
  problems: ProblemList,
): Descriptions {
  const byName = new Map<string, DocBlock>();
  for (const block of docs) {
    const key = `${block.packageName}.${block.name}`;
    const first = byName.get(key);
    if (first === undefined) byName.set(key, block);
    else
      problems.error(
        block.place,
        `The docs block ${block.name} is there twice: also in ${first.place.file}, line ${first.place.line}.`,
        'Rename one of them.',
      );
  }
  const anywhere = new Map<string, DocBlock>();
  for (const block of docs) if (!anywhere.has(block.name)) anywhere.set(block.name, block);

  const docFor = (packageName: string) =>
    new Callable('doc', ({ positional }) => {
      const [first, second] = positional.map((one) => String(toPlain(one)));
      const found =
        second === undefined
          ? (byName.get(`${packageName}.${first}`) ??
            byName.get(`${rootPackage}.${first}`) ??
            anywhere.get(first ?? ''))
          : byName.get(`${first}.${second}`);
      if (found === undefined)
        throw new Fault('CompilationError', `there is no docs block ${second ?? first}`);
      return found.text;
    });

  return {
    async render(text, place, packageName) {
      if (!holdsTemplate(text)) return text;
      try {
        return await environment.compile(text, place.file).render({ doc: docFor(packageName) });
      } catch (thrown) {
        if (!(thrown instanceof TemplateError)) throw thrown;
        problems.warning(
          place,
          `This description is shown as written: ${thrown.message}.`,
          'Correct the name in doc(), or write {% docs name %} … {% enddocs %} in a .md file.',
        );
        return text;
      }
    },
  };
}
