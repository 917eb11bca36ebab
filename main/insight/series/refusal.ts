export type RefusalReason =
  | 'noRows'
  | 'dayUnreadable'
  | 'duplicateDays'
  | 'mixedZones'
  | 'mixedGrains'
  | 'textInNumbers'
  | 'infinite'
  | 'spanTooLong'
  | 'noOverlap'
  | 'tooShort'
  | 'tooManyMissing'
  | 'mostlyZero'
  | 'mostlyOneValue'
  | 'negative'
  | 'constant';

/** Why data can't be studied, and what would change that. Neither sentence names a screen or a command. */
export interface Refusal {
  readonly refused: RefusalReason;
  readonly message: string;
  /** What to do now. */
  readonly next: string;
}

export function refuse(refused: RefusalReason, message: string, next: string): Refusal {
  return { refused, message, next };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
