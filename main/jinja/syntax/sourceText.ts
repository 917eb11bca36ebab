import { type ErrorKind, type Position, TemplateError } from '../templateError.ts';

/** A template's text with its line ends made equal, and the places in it. */
export class SourceText {
  readonly name: string;
  readonly text: string;
  private readonly lineStarts: number[] = [0];

  constructor(source: string, name: string) {
    this.name = name;
    const unified = source.replace(/\r\n?/g, '\n');
    // One newline at the very end belongs to the file, not to what is rendered.
    this.text = unified.endsWith('\n') ? unified.slice(0, -1) : unified;
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1))
      this.lineStarts.push(at + 1);
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }

  error(
    message: string,
    at: Position,
    kind: ErrorKind = 'syntax',
    type = 'TemplateSyntaxError',
  ): TemplateError {
    return new TemplateError({ kind, type, message, template: this.name, at });
  }
}
