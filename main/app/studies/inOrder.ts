/** Answers in the order of the questions, with only a few asked at a time: neither questions nor answers ever pile up. */
export async function* inOrder<Question, Answer>(
  questions: Iterable<Question>,
  ask: (question: Question) => Promise<Answer>,
  atATime: number,
): AsyncGenerator<Answer, void, void> {
  const pending: Promise<Answer>[] = [];
  try {
    for (const question of questions) {
      pending.push(ask(question));
      if (pending.length >= atATime) yield (await pending.shift()) as Answer;
    }
    while (pending.length > 0) yield (await pending.shift()) as Answer;
  } finally {
    // Nobody waits for these any more; their failing is no defect.
    for (const left of pending) left.catch(() => undefined);
  }
}
