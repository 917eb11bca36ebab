import type { Validation } from '../../workbook/workbook.ts';
import { cutText, xmlEscaped, xmlLine } from '../text/xmlText.ts';

/** Of all choices together, with the commas between them. */
const LONGEST_LIST = 255;
const LONGEST_MESSAGE = 255;

export function validationsXml(validations: readonly Validation[]): string {
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`;
}

function validationXml(validation: Validation): string {
  const { range, prompt, error } = validation;
  const told = (text: string) => xmlLine(cutText(text, LONGEST_MESSAGE));
  const messages = `showErrorMessage="1" errorTitle="Not taken" error="${told(error)}"${
    prompt === undefined ? '' : ` showInputMessage="1" prompt="${told(prompt)}"`
  }`;
  const [type, ...formulas] = ruleOf(validation);
  const inside = formulas.map((formula, index) => `<formula${index + 1}>${formula}</formula${index + 1}>`);
  return `<dataValidation ${type} allowBlank="1" ${messages} sqref="${range}">${inside.join('')}</dataValidation>`;
}

function ruleOf(validation: Validation): readonly [type: string, ...formulas: (string | number)[]] {
  switch (validation.kind) {
    case 'list':
      return ['type="list"', xmlEscaped(listOf(validation.choices))];
    case 'whole':
      return ['type="whole" operator="between"', validation.from, validation.to];
    case 'day':
      // 1900-03-01: from there on Excel counts days right.
      return ['type="date" operator="greaterThanOrEqual"', 61];
    case 'length':
      return ['type="textLength" operator="lessThanOrEqual"', validation.most];
  }
}

function listOf(choices: readonly string[]): string {
  const list = choices.join(',');
  if (
    choices.length === 0 ||
    choices.some((choice) => /[,"]|^\s|\s$|^$/.test(choice)) ||
    list.length > LONGEST_LIST
  )
    throw new Error(
      `A list of choices can't hold “${cutText(list, 80)}”: it is too long, empty, or has commas in it.`,
    );
  return `"${list}"`;
}
