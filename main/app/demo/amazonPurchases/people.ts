import { createDraw, createWeighted, type Draw, seedOf } from '../draw.ts';
import { STATES } from './states.ts';

export interface Person {
  readonly id: string;
  /** How many orders they make, compared with others. */
  readonly weight: number;
  readonly state: number;
  /** The day of the period they began to buy. */
  readonly begins: number;
  /** In the order of SURVEY_HEADER, without the id. */
  readonly answers: readonly string[];
}

const KIND = 2;
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Two thirds have bought since the beginning of the period. */
const LATE_SHARE = 3;

/** Sorted by id, as the public file is. */
export function createPeople(seed: number, count: number, days: number): readonly Person[] {
  const state = createWeighted(STATES.map(({ thousands }) => thousands));
  return Array.from({ length: count }, (_, index): Person => {
    const draw = createDraw(seedOf(seed, KIND, index));
    const home = state(draw.unit());
    const late = draw.once(LATE_SHARE);
    return {
      id: `R_${Array.from({ length: 15 }, () => LETTERS[draw.below(62)]).join('')}`,
      weight: 0.1 + (1 + draw.normal() / 3) ** 4,
      state: home,
      begins: late ? draw.below(Math.floor(days * 0.8)) : draw.below(45),
      answers: answersOf(draw, STATES[home]?.name ?? ''),
    };
  }).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const SMOKING = [
  ['No', 80],
  ['Yes', 13],
  ['I stopped in the recent past', 5],
  ['Prefer not to say', 2],
] as const;
const SHARING = [
  ['No', 55],
  ['Yes if I get part of the profit', 32],
  ["I don't know", 8],
  ['Yes if consumers get part of the profit', 5],
] as const;
const USE = [
  ['Yes', 46],
  ['No', 34],
  ["I don't know", 20],
] as const;

export const QUESTIONS = {
  'Q-demos-age': 'What is your age group?',
  'Q-demos-hispanic': 'Are you of Spanish, Hispanic, or Latino origin?',
  'Q-demos-race': 'Choose one or more races that you consider yourself to be.',
  'Q-demos-education': 'What is the highest level of education you have completed?',
  'Q-demos-income': 'What was your total household income before taxes during the past 12 months?',
  'Q-demos-gender': 'How do you describe yourself?',
  'Q-sexual-orientation': 'Which best describes your sexual orientation?',
  'Q-demos-state': 'In which state did you live last year?',
  'Q-amazon-use-howmany': 'How many people do you share your account with?',
  'Q-amazon-use-hh-size': 'How many people are in your household?',
  'Q-amazon-use-how-oft': 'How often do you order deliveries?',
  'Q-substance-use-cigarettes': 'Does anybody in your household smoke cigarettes regularly?',
  'Q-substance-use-marijuana': 'Does anybody in your household use marijuana regularly?',
  'Q-substance-use-alcohol': 'Does anybody in your household drink alcohol regularly?',
  'Q-personal-diabetes': 'Does anybody in your household have diabetes?',
  'Q-personal-wheelchair': 'Does anybody in your household use a wheelchair?',
  'Q-life-changes': 'Which changes did you live through?',
  'Q-sell-YOUR-data': 'Would you sell your purchase data?',
  'Q-sell-consumer-data': 'Should companies sell what consumers buy?',
  'Q-small-biz-use': 'Should small businesses be able to use such data?',
  'Q-census-use': 'Should the census be able to use such data?',
  'Q-research-society': 'Should researchers be able to use such data?',
} as const;

function answersOf(draw: Draw, state: string): readonly string[] {
  const answered: Record<keyof typeof QUESTIONS, string> = {
    'Q-demos-age': weighed(draw, [
      ['18 - 24 years', 13],
      ['25 - 34 years', 35],
      ['35 - 44 years', 27],
      ['45 - 54 years', 14],
      ['55 - 64 years', 8],
      ['65 and older', 3],
    ]),
    // A few answers are blank, some in another case: staging has something to do.
    'Q-demos-hispanic': weighed(draw, [
      ['No', 87],
      ['Yes', 9],
      ['yes ', 2],
      ['', 2],
    ]),
    'Q-demos-race': weighed(draw, [
      ['White or Caucasian', 76],
      ['Black or African American', 8],
      ['Asian', 8],
      ['White or Caucasian,Asian', 3],
      ['Other', 5],
    ]),
    'Q-demos-education': weighed(draw, [
      ['High school diploma or GED', 36],
      ["Bachelor's degree", 42],
      ['Graduate or professional degree (MA, MS, MBA, PhD, JD, MD, DDS, etc)', 20],
      ['Some high school or less', 2],
    ]),
    'Q-demos-income': weighed(draw, [
      ['Less than $25,000', 12],
      ['$25,000 - $49,999', 22],
      ['$50,000 - $74,999', 22],
      ['$75,000 - $99,999', 16],
      ['$100,000 - $149,999', 16],
      ['$150,000 or more', 10],
      ['Prefer not to say', 2],
    ]),
    'Q-demos-gender': weighed(draw, [
      ['Female', 50],
      ['Male', 46],
      ['Other', 3],
      ['Prefer not to say', 1],
    ]),
    'Q-sexual-orientation': weighed(draw, [
      ['heterosexual (straight)', 80],
      ['LGBTQ+', 17],
      ['Prefer not to say', 3],
    ]),
    'Q-demos-state': draw.once(250) ? 'I did not reside in the United States' : state,
    'Q-amazon-use-howmany': weighed(draw, [
      ['1 (just me!)', 62],
      ['2', 26],
      ['3', 7],
      ['4+', 5],
    ]),
    'Q-amazon-use-hh-size': weighed(draw, [
      ['1 (just me!)', 18],
      ['2', 34],
      ['3', 21],
      ['4+', 27],
    ]),
    'Q-amazon-use-how-oft': weighed(draw, [
      ['Less than 5 times per month', 60],
      ['5 - 10 times per month', 31],
      ['More than 10 times per month', 9],
    ]),
    'Q-substance-use-cigarettes': weighed(draw, SMOKING),
    'Q-substance-use-marijuana': weighed(draw, SMOKING),
    'Q-substance-use-alcohol': weighed(draw, SMOKING),
    'Q-personal-diabetes': weighed(draw, SMOKING.slice(0, 2)),
    'Q-personal-wheelchair': weighed(draw, SMOKING.slice(0, 2)),
    'Q-life-changes': weighed(draw, [
      ['', 68],
      ['Lost a job', 12],
      ['Moved place of residence', 14],
      ['Lost a job,Moved place of residence', 3],
      ['Had a child', 3],
    ]),
    'Q-sell-YOUR-data': weighed(draw, SHARING),
    'Q-sell-consumer-data': weighed(draw, SHARING),
    'Q-small-biz-use': weighed(draw, USE),
    'Q-census-use': weighed(draw, USE),
    'Q-research-society': weighed(draw, USE),
  };
  return Object.values(answered);
}

function weighed(draw: Draw, from: readonly (readonly [string, number])[]): string {
  let left = draw.unit() * from.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [answer, weight] of from) {
    left -= weight;
    if (left < 0) return answer;
  }
  return from[0]?.[0] ?? '';
}
