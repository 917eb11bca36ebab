import type { FormField } from '../../../../../shared/contract/sources.ts';
import { type Answers, askedFields, type FieldFaults, idOf } from './answers.ts';
import FieldView from './FieldView.tsx';
import classes from './form.module.css';

/** A form made from what a connector asks for. */
export default function ConfigForm({
  fields,
  answers,
  faults,
  kept,
  onAnswers,
}: {
  fields: readonly FormField[];
  answers: Answers;
  faults: FieldFaults;
  kept: readonly (readonly string[])[];
  onAnswers: (answers: Answers) => void;
}) {
  const there = new Set(kept.map(idOf));
  return (
    <div className={classes['fields']}>
      {askedFields(fields, answers).map((field) => {
        const id = idOf(field.path);
        return (
          <FieldView
            key={`${id} ${field.kind}`}
            field={field}
            answer={answers[id]}
            fault={faults[id]}
            isKept={there.has(id)}
            onAnswer={(answer) => onAnswers({ ...answers, [id]: answer })}
          />
        );
      })}
    </div>
  );
}
