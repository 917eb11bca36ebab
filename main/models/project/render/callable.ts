import { HostObject, Undefined, type Value } from '../../../jinja/value.ts';

/** Attributes by name, worked out when asked for. */
export class Namespace extends HostObject {
  readonly typeName: string;
  private readonly find: (name: string) => Value | undefined;

  constructor(typeName: string, find: (name: string) => Value | undefined) {
    super();
    this.typeName = typeName;
    this.find = find;
  }

  attribute(name: string): Value | undefined {
    return this.find(name);
  }

  override item(key: Value): Value | undefined {
    return typeof key === 'string' ? this.find(key) : undefined;
  }

  override text(): string {
    return `<${this.typeName}>`;
  }
}

/**
 * What the first pass answers where only the second can know: empty, false, and whatever is asked of it is itself again,
 * so that a template runs through to its refs.
 */
export class NotKnownYet extends HostObject {
  readonly typeName = 'not known yet';

  attribute(): Value {
    return this;
  }
  override item(): Value {
    return this;
  }
  override call(): Value {
    return this;
  }
  override iterate(): Iterable<Value> {
    return [];
  }
  override length(): number {
    return 0;
  }
  override contains(): boolean {
    return false;
  }
  override isTrue(): boolean {
    return false;
  }
  override text(): string {
    return '';
  }
  override compare(): number {
    return 0;
  }
  override operate(): Value {
    return this;
  }
}

export function isUndefined(value: Value | undefined): boolean {
  return value === undefined || value instanceof Undefined;
}
