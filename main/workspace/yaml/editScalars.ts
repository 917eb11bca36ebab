import { isMap, isScalar, parseDocument, type Scalar, stringify, visit } from 'yaml';

/**
 * Changes values in a YAML text by cutting them out and writing the new ones in their place, so that comments, order,
 * spacing and line endings stay byte for byte. Printing the whole document again would realign a person's comments.
 */
export function editScalars(text: string, replace: (scalar: Scalar) => string | undefined): string {
  const edits: { from: number; to: number; written: string }[] = [];
  visit(parseDocument(text), {
    Scalar(key, node) {
      if (key === 'key' || !node.range) return;
      const value = replace(node);
      if (value !== undefined)
        edits.push({ from: node.range[0], to: node.range[1], written: scalarText(node, value) });
    },
  });
  return edits.reduceRight(
    (edited, { from, to, written }) => edited.slice(0, from) + written + edited.slice(to),
    text,
  );
}

/** Sets keys at the top of the mapping. A value that can't be cut out (an alias, a merged key) goes through the document. */
export function setKeys(text: string, wish: Readonly<Record<string, string>>): string {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = text.slice(bom.length);
  const document = parseDocument(plain, { merge: true });
  const top = document.contents;
  const wanted = new Map<number, string>();
  let reachable = isMap(top);
  for (const [key, value] of Object.entries(wish)) {
    const node = isMap(top) ? top.get(key, true) : undefined;
    if (isScalar(node) && node.range) wanted.set(node.range[0], value);
    else reachable = false;
    document.set(key, value);
  }
  const edited = editScalars(plain, (scalar) => wanted.get(scalar.range?.[0] ?? -1));
  if (reachable && sameMapping(edited, document.toJS())) return bom + edited;
  const printed = document.toString({ lineWidth: 0 });
  return bom + (plain.includes('\r\n') ? printed.replace(/\r?\n/g, '\r\n') : printed);
}

function sameMapping(text: string, wanted: unknown): boolean {
  const document = parseDocument(text, { merge: true });
  return document.errors.length === 0 && JSON.stringify(document.toJS()) === JSON.stringify(wanted);
}

/** In the quotes it had where they suit; in double quotes where a bare value could be misread. */
function scalarText(node: Scalar, value: string): string {
  // A JSON string is a YAML double-quoted one; controls, separators and flow punctuation are safe in it.
  if (!/^[\p{L}\p{N}][\p{L}\p{N} _./+'-]*$/u.test(value)) return JSON.stringify(value);
  const quoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? node.type : 'PLAIN';
  return stringify(value, { lineWidth: 0, defaultStringType: quoted }).trimEnd();
}
