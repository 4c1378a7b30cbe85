import type { Budget } from '../budget.ts';

/** A user's regular expression, translated; or why it is not run. */
export type Compiled =
  | { readonly expression: RegExp; readonly degree: number }
  | { readonly refused: string };

const MAX_LENGTH = 300;
const MAX_OPTIONAL = 10;
/** The most steps that one match may take in the worst case. */
const MAX_STEPS = 5_000_000;

/** POSIX classes of RE2, as the inside of a JavaScript class. */
const posixClasses: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['digit', '0-9'],
  ['lower', 'a-z'],
  ['upper', 'A-Z'],
  ['space', '\\s'],
  ['word', '\\w'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['xdigit', '0-9A-Fa-f'],
]);

/**
 * Compiles an expression of RE2's syntax (https://github.com/google/re2/wiki/Syntax). JavaScript
 * backtracks where RE2 does not, so whatever may take exponential time is refused, and `degree`
 * bounds the rest: a match of n characters takes at most n to the power of it.
 */
export function compile(pattern: string): Compiled {
  if (pattern.length > MAX_LENGTH) return { refused: 'the regular expression is too long' };
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = pattern.slice(flags?.[0].length ?? 0);
  const degree = degreeOf(body);
  if (degree === null) return { refused: 'the regular expression may take too long' };
  try {
    return { expression: new RegExp(translate(body), `gu${flags?.[1] ?? ''}`), degree };
  } catch {
    return { refused: 'the regular expression cannot be translated' };
  }
}

/** Whether a match on this text stays within bounds. Pays for it. */
export function isAffordable(text: string, degree: number, budget: Budget): boolean {
  const steps = (text.length + 1) ** degree;
  return steps <= MAX_STEPS && budget.spend(steps / 20);
}

/** One more than the number of repetitions; null where they are nested, or alternatives are repeated. */
function degreeOf(pattern: string): number | null {
  const plain = pattern.replace(/\\./gs, 'x').replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, 'x');
  let repetitions = 0;
  let optional = 0;
  const open: { branching: boolean }[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const character = plain[at];
    if (character === '(') open.push({ branching: false });
    else if (character === '|') {
      for (const group of open) group.branching = true;
    } else if (character === ')') {
      const group = open.pop();
      const repeated = /^[*+{]/.test(plain.slice(at + 1));
      if (repeated && group?.branching === true) return null;
      for (const outer of open) outer.branching ||= group?.branching === true;
    } else if (character === '*' || character === '+' || character === '{') {
      repetitions += 1;
      for (const group of open) group.branching = true;
    } else if (character === '?' && plain[at - 1] !== '(' && !/[*+}?]/.test(plain[at - 1] ?? '')) {
      optional += 1;
      for (const group of open) group.branching = true;
    }
  }
  return optional > MAX_OPTIONAL ? null : repetitions + 1;
}

function translate(pattern: string): string {
  return pattern
    .replace(/\[:(\w+):\]/g, (whole, name: string) => posixClasses.get(name) ?? whole)
    .replaceAll('(?P<', '(?<')
    .replace(/\\(.)/gs, (whole, character: string) => {
      if (character === 'A') return '^';
      if (character === 'z') return '$';
      // RE2 lets any punctuation be escaped; JavaScript's unicode mode only what has a meaning.
      return /[^\w\s^$\\.*+?()[\]{}|/-]/.test(character) ? character : whole;
    })
    .replace(/\\-(?![^[]*\])/g, '-');
}
